package io.wideip.config;

/**
 * A bearer token of the API.
 *
 * @param mayOrder else it may only read
 * @param sha256 of the token, 64 hexadecimal digits in lower case: the token itself is written nowhere
 */
public record AdminToken(String name, boolean mayOrder, String sha256) implements AdminCredential {}
