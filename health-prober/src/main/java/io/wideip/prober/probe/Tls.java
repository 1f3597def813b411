package io.wideip.prober.probe;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS as a client, with and without a look at the server's certificate. No handshake resumes another's session, so that each
 * judges the certificate that is there now. Where the native library is at hand it goes first: it is cheaper, and does not
 * read a certificate that it need not verify. What it can't agree on with a server (DHE, Ed25519, RSA-PSS keys) is tried again
 * with the JDK's.
 */
final class Tls implements AutoCloseable {
    private final Supplier<Libraries> load;
    /** Null until the first handshake: to load them takes a third of the start of a server, and many check without TLS. */
    private @Nullable Libraries libraries;

    /** @param nativeTls null where there is none */
    record Libraries(JdkTls jdk, @Nullable NativeTls nativeTls) {
        static Libraries of(TrustManagerFactory authorities) {
            return new Libraries(new JdkTls(authorities), NativeTls.isAvailable() ? new NativeTls(authorities) : null);
        }
    }

    Tls(Supplier<Libraries> load) {
        this.load = load;
    }

    /** Trusts the authorities that the JVM trusts ({@code javax.net.ssl.trustStore}). */
    static Tls ofThisMachine() {
        return new Tls(() -> Libraries.of(JdkTls.authoritiesOfTheJvm()));
    }

    /** Whose fault it throws is no target's: the attempt can't be made. */
    private synchronized Libraries libraries() {
        if (libraries == null) {
            libraries = load.get();
        }
        return libraries;
    }

    /**
     * Adds TLS to the connection; its faults end it.
     *
     * @param established told the session when the handshake is done
     */
    void start(ProbeConnection connection, TlsOptions options, Consumer<SSLSession> established) {
        connection.expecting(Stage.TLS);
        // Sent as SNI unless it is an address (RFC 6066 section 3), and asked of the certificate where that is
        // verified.
        String name = options.nameFor(connection);
        Channel channel = connection.channel();
        List<SNIServerName> serverNames = AddressLiteral.isAddress(name) ? List.of() : List.of(ServerName.of(name));
        Libraries loaded = libraries();
        NativeTls first = connection.isSecondTry() || serverNames.stream().anyMatch(ServerName.class::isInstance)
                ? null
                : loaded.nativeTls;
        SslHandler handler = first == null
                ? loaded.jdk.handler(name, options.verify())
                : first.handler(channel.alloc(), name, options.verify());
        SSLEngine engine = handler.engine();
        engine.setSSLParameters(parameters(serverNames, options));
        // The attempt's own timeout holds over the handshake too.
        handler.setHandshakeTimeoutMillis(0);
        handler.handshakeFuture().addListener(result -> {
            Throwable fault = result.cause();
            if (fault == null) {
                connection.expecting(Stage.ANSWER);
                established.accept(engine.getSession());
            } else if (first != null && TlsReasons.isDisagreement(fault)) {
                connection.tryAgain();
            } else if (fault instanceof ClosedChannelException && Reasons.errno(fault) == Errno.NONE) {
                connection.fail(Cause.CLOSED, TlsReasons.CLOSED);
            } else {
                connection.fail(fault);
            }
        });
        channel.pipeline().addLast(handler, new CloseNotify(connection));
    }

    private static SSLParameters parameters(List<SNIServerName> serverNames, TlsOptions options) {
        SSLParameters parameters = new SSLParameters(null, options.protocols());
        parameters.setServerNames(serverNames);
        if (options.verify()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    @Override
    public synchronized void close() {
        if (libraries != null && libraries.nativeTls != null) {
            libraries.nativeTls.close();
        }
    }

    /**
     * A name that only DNS allows: the JDK's own class refuses its underscores and asterisks. The native library takes no class
     * but that one.
     */
    private static final class ServerName extends SNIServerName {
        private ServerName(byte[] name) {
            super(StandardConstants.SNI_HOST_NAME, name);
        }

        static SNIServerName of(String name) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            try {
                return new SNIHostName(bytes);
            } catch (IllegalArgumentException onlyInDns) {
                return new ServerName(bytes);
            }
        }
    }

    /** Some servers say that they close and then wait for us to do so. */
    private static final class CloseNotify extends ChannelInboundHandlerAdapter {
        private final ProbeConnection connection;

        CloseNotify(ProbeConnection connection) {
            this.connection = connection;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslCloseCompletionEvent) {
                connection.hangUp();
            } else {
                context.fireUserEventTriggered(event);
            }
        }
    }
}
