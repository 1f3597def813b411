package io.wideip.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where TLS finds what it needs, in PEM; read again when they change.
 *
 * @param certificate the server's certificate, then those that lead to the root
 * @param key its private key, not encrypted
 * @param clientAuthorities certificates of those who sign clients' certificates; null where clients are not asked for any
 */
public record TlsFiles(Path certificate, Path key, @Nullable Path clientAuthorities) {
    public TlsFiles(Path certificate, Path key) {
        this(certificate, key, null);
    }
}
