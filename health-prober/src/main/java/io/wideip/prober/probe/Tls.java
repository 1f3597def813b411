package io.wideip.prober.probe;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as a client, with and without a look at the server's certificate. */
final class Tls {
    private final SslContext verifying;
    private final SslContext trusting;

    /** @param authorities who is trusted; null for those of the JVM */
    Tls(@Nullable TrustManagerFactory authorities) {
        verifying = context(authorities, "HTTPS");
        trusting = context(InsecureTrustManagerFactory.INSTANCE, "");
    }

    /** Trusts the authorities that the JVM trusts ({@code javax.net.ssl.trustStore}). */
    static Tls ofThisMachine() {
        return new Tls(null);
    }

    /**
     * Adds TLS to the connection; its faults end the attempt.
     *
     * @param name sent as SNI unless it is an address (RFC 6066 section 3), and asked of the certificate where that is verified
     */
    void start(Attempt attempt, Channel channel, String name, int port, boolean verify) {
        attempt.expecting("no TLS handshake");
        SslHandler handler = (verify ? verifying : trusting).newHandler(channel.alloc(), name, port);
        // The attempt's own timeout holds over the handshake too.
        handler.setHandshakeTimeoutMillis(0);
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setServerNames(NameLookup.isAddress(name) ? List.of() : List.of(new HostName(name)));
        handler.engine().setSSLParameters(parameters);
        handler.handshakeFuture().addListener(result -> {
            if (result.isSuccess()) {
                attempt.expecting("no answer");
            } else if (result.cause() instanceof SSLException || result.cause() instanceof Error) {
                attempt.fail(result.cause());
            } else {
                attempt.fail("TLS: the connection was closed in the handshake");
            }
        });
        channel.pipeline().addLast(handler);
    }

    /** The JDK's own class refuses the underscores and asterisks that names in DNS may have. */
    private static final class HostName extends SNIServerName {
        HostName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static SslContext context(@Nullable TrustManagerFactory authorities, String identification) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(authorities)
                    .endpointIdentificationAlgorithm(identification)
                    .build();
        } catch (SSLException e) {
            throw new UncheckedIOException("TLS can't be set up", e);
        }
    }
}
