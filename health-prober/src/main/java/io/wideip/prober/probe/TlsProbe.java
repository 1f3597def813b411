package io.wideip.prober.probe;

import io.wideip.config.section.Section;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Succeeds when a TLS handshake does, which is all that can be asked of a load balancer that passes TLS through to others.
 *
 * @param warnDays how long before its end a certificate is one to renew; this never fails a check
 */
record TlsProbe(Endpoint endpoint, TlsOptions tls, int warnDays) implements Probe {
    static final String TYPE = "tls";
    private static final int DEFAULT_PORT = 443;
    private static final int DEFAULT_WARN_DAYS = 14;

    static TlsProbe read(Section section) {
        return new TlsProbe(
                Endpoint.read(section, DEFAULT_PORT),
                TlsOptions.read(section),
                section.integer("warnDays", 0, 365, DEFAULT_WARN_DAYS));
    }

    @Override
    public @Nullable String host() {
        return tls.serverName();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String label() {
        return (TYPE + " " + endpoint.label(DEFAULT_PORT)).strip();
    }

    @Override
    public Duration renewsBefore() {
        return Duration.ofDays(warnDays);
    }

    @Override
    public void converse(ProbeConnection connection) {
        connection.tls().start(connection, tls, session -> connection.succeed(certificateEnd(session)));
    }

    /** Null where Java can't read the certificate, which is no fault of the server. */
    private static @Nullable Instant certificateEnd(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? first.getNotAfter().toInstant()
                    : null;
        } catch (SSLException | RuntimeException unreadable) {
            return null;
        }
    }
}
