package io.wideip.app.client;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * By what servers are known over TLS, and by what this client is.
 *
 * @param authorities PEM, of the servers' certificates; null for those of the Java runtime
 * @param token null to ask without one; it is never sent in the clear
 */
public record ClientTrust(
        @Nullable Path authorities, @Nullable String token) {
    /** Neither. */
    public static final ClientTrust NONE = new ClientTrust(null, null);

    /** Names a file of authorities. */
    public static final String CA = "WIDEIP_CA";
    /** Holds the token: on a command line, all users of the machine would see it. */
    public static final String TOKEN = "WIDEIP_TOKEN";

    public static ClientTrust of(Map<String, String> environment) {
        String authorities = environment.getOrDefault(CA, "");
        String token = environment.getOrDefault(TOKEN, "").strip();
        return new ClientTrust(authorities.isEmpty() ? null : Path.of(authorities), token.isEmpty() ? null : token);
    }

    /** @throws SSLException with a message for people */
    SslContext context() throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (authorities != null) {
            if (!Files.isReadable(authorities)) {
                throw new SSLException(authorities + " ($" + CA + ") can't be read");
            }
            try {
                builder.trustManager(authorities.toFile());
            } catch (IllegalArgumentException malformed) {
                throw new SSLException(authorities + " ($" + CA + ") holds no certificates in PEM", malformed);
            }
        }
        return builder.build();
    }

    @Override
    public String toString() {
        return "authorities " + authorities + (token == null ? ", no token" : ", a token");
    }
}
