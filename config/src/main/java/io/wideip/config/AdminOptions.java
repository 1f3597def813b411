package io.wideip.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where operations read and give orders.
 *
 * @param listen port 0 takes a free one
 * @param isDefault whether no address is written: where this machine does not have this one, the server does without
 * @param socket the file of a unix socket; null where none is written
 * @param tls the certificate of {@code listen}; null for HTTP in the clear
 * @param credentials by which the API may be used over TLS
 */
public record AdminOptions(
        InetSocketAddress listen,
        boolean isDefault,
        @Nullable Path socket,
        @Nullable TlsFiles tls,
        List<AdminCredential> credentials) {}
