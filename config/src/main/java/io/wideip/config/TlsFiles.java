package io.wideip.config;

import java.nio.file.Path;

/**
 * Where TLS finds what it needs, in PEM; read again when they change.
 *
 * @param certificate the server's certificate, then those that lead to the root
 * @param key its private key, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
