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
 * @param certificate PEM, this client's own, which TLS shows; null for none
 * @param key PEM, its private key; null for none
 * @param token null to ask without one; it is never sent in the clear
 */
public record ClientTrust(
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable String token) {
    /** Neither. */
    public static final ClientTrust NONE = new ClientTrust(null, null);

    /** Names a file of authorities. */
    public static final String CA = "WIDEIP_CA";
    /** Names a file with this client's certificate. */
    public static final String CERTIFICATE = "WIDEIP_CERT";
    /** Names a file with its private key. */
    public static final String KEY = "WIDEIP_KEY";
    /** Holds the token: on a command line, all users of the machine would see it. */
    public static final String TOKEN = "WIDEIP_TOKEN";

    /** Without a certificate. */
    public ClientTrust(@Nullable Path authorities, @Nullable String token) {
        this(authorities, null, null, token);
    }

    /**
     * What the environment says, but for a certificate that is given.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static ClientTrust of(Map<String, String> environment, @Nullable Path certificate, @Nullable Path key) {
        Path ownCertificate = certificate != null ? certificate : path(environment, CERTIFICATE);
        Path ownKey = key != null ? key : path(environment, KEY);
        if ((ownCertificate == null) != (ownKey == null)) {
            throw new IllegalArgumentException(
                    "a certificate and its key belong together: give both --cert and --key, or $" + CERTIFICATE
                            + " and $" + KEY);
        }
        String token = environment.getOrDefault(TOKEN, "").strip();
        return new ClientTrust(path(environment, CA), ownCertificate, ownKey, token.isEmpty() ? null : token);
    }

    private static @Nullable Path path(Map<String, String> environment, String variable) {
        String path = environment.getOrDefault(variable, "");
        return path.isEmpty() ? null : Path.of(path);
    }

    /** @throws SSLException with a message for people */
    SslContext context() throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (authorities != null) {
            requireReadable(authorities, "$" + CA);
            try {
                builder.trustManager(authorities.toFile());
            } catch (IllegalArgumentException malformed) {
                throw new SSLException(authorities + " ($" + CA + ") holds no certificates in PEM", malformed);
            }
        }
        if (certificate != null && key != null) {
            requireReadable(certificate, "--cert, $" + CERTIFICATE);
            requireReadable(key, "--key, $" + KEY);
            try {
                builder.keyManager(certificate.toFile(), key.toFile());
            } catch (IllegalArgumentException malformed) {
                throw new SSLException(
                        certificate + " and " + key
                                + " are no certificate and no key in PEM; the key must be in the clear, as"
                                + " 'openssl pkcs8 -topk8 -nocrypt' writes it",
                        malformed);
            }
        }
        return builder.build();
    }

    private static void requireReadable(Path file, String where) throws SSLException {
        if (!Files.isReadable(file)) {
            throw new SSLException(file + " (" + where + ") can't be read");
        }
    }

    @Override
    public String toString() {
        return "authorities " + authorities + ", certificate " + certificate
                + (token == null ? ", no token" : ", a token");
    }
}
