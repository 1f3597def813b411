package io.wideip.app.admin;

/**
 * Who asks, as the audit shows it.
 *
 * @param name the user at the other end of the unix socket, as the kernel tells; or the name of a token
 */
public record Actor(String name, Role role) {}
