package io.wideip.config;

/**
 * A client's certificate, signed by an authority for clients.
 *
 * @param subject one of the names in it
 */
public record AdminCertificate(String name, boolean mayOrder, String subject) implements AdminCredential {}
