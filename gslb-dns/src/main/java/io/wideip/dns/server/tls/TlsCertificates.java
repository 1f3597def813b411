package io.wideip.dns.server.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.Future;
import io.wideip.config.TlsFiles;
import io.wideip.config.files.FileReading;
import io.wideip.config.files.FileUse;
import io.wideip.config.files.WatchedFiles;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Ending;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that TLS listeners show. When its files have changed, connections from then on get the new certificate. Files
 * with a fault are refused: the last good certificate stays. Thread-safe.
 */
public final class TlsCertificates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    /** For all connections of one certificate; tickets, which most clients take, need none of it. */
    private static final int MOST_SESSIONS = 4_096;

    private static final int SESSION_SECONDS = 3_600;

    /**
     * The time in which close_notify has to be written. Where the client reads nothing, the connection stays open for
     * as long.
     */
    private static final int LAST_WORD_MILLIS = 200;

    static {
        // Read when the first server handshake begins. A client that wants new keys can connect anew.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    /** What serves now. */
    private record Current(Credentials credentials, Map<Alpn, SslContext> contexts) {}

    private final TlsFiles files;
    private final InstantSource clock;
    private final Handshakes handshakes = new Handshakes();
    private final WatchedFiles<Current, String> watched = new WatchedFiles<>(new Use());

    private volatile Current current;

    private TlsCertificates(TlsFiles files, InstantSource clock) throws IOException {
        this.files = files;
        this.clock = clock;
        FileReading<Current, String> first = watched.first();
        if (first instanceof FileReading.Bad<Current, String> bad) {
            throw new IOException(bad.fault());
        }
        current = ((FileReading.Good<Current, String>) first).value();
        warn(current.credentials());
    }

    /**
     * Reads the files, and watches them from then on.
     *
     * @param poll how often they are looked at; a change is in use after two polls
     * @throws IOException with a message for people when there is no certificate to start with
     */
    public static TlsCertificates open(TlsFiles files, Duration poll) throws IOException {
        TlsCertificates certificates = open(files, Clock.systemUTC());
        certificates.watched.watch("tls-certificates", poll);
        return certificates;
    }

    /** Without a watch: see {@link #poll}. */
    static TlsCertificates open(TlsFiles files, InstantSource clock) throws IOException {
        return new TlsCertificates(files, clock);
    }

    /** Fails as {@link #open} would, with the same message. */
    public static void require(TlsFiles files) throws CertificateFault {
        FileContents contents = FileContents.of(files);
        contents.credentials(files);
        contents.clientAuthorities(files);
    }

    /**
     * Adds TLS to the pipeline of a new connection.
     *
     * @param alpn clients that offer other protocols alone are turned away; those that offer none are not
     * @param patience how long the handshake may take
     * @return the handshake's end
     */
    public Future<Channel> addTo(ChannelPipeline pipeline, Alpn alpn, Connection connection, Duration patience) {
        SslContext context = current.contexts().get(alpn);
        if (context == null) {
            throw new IllegalStateException("no context for " + alpn);
        }
        Channel channel = pipeline.channel();
        TlsHandler tls = new TlsHandler(
                context.newEngine(channel.alloc()),
                arithmetic -> handshakes.execute(new HandshakeTurns.Waiting(
                        connection.clientNumber(),
                        arithmetic,
                        channel::isActive,
                        () -> channel.eventLoop().execute(() -> connection.end(Ending.HANDSHAKE)))));
        tls.setHandshakeTimeoutMillis(patience.toMillis());
        tls.setCloseNotifyFlushTimeoutMillis(LAST_WORD_MILLIS);
        pipeline.addLast(new TlsInputLimit(tls, connection)).addLast(tls);
        return tls.handshakeFuture();
    }

    /** When the certificate in use ends. */
    public Instant expiry() {
        return current.credentials().expiry();
    }

    /** How many times the files gave a certificate, the first time too. */
    public long accepted() {
        return watched.accepted();
    }

    /** How many times changed files were refused. */
    public long refused() {
        return watched.refused();
    }

    /** One look at the files. */
    void poll() {
        watched.poll();
    }

    /** What the files are for: the certificate that connections get. */
    private final class Use implements FileUse<Current, String> {
        @Override
        public Object look() {
            return FileContents.of(files);
        }

        @Override
        public FileReading<Current, String> read(Runnable whenRead) {
            FileContents contents = FileContents.of(files);
            whenRead.run();
            try {
                return new FileReading.Good<>(load(contents));
            } catch (CertificateFault e) {
                return new FileReading.Bad<>(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void accepted(Current now) {
            warn(now.credentials());
            current = now;
            LOG.info("TLS certificate of {} is in use now, until {}", files.certificate(), expiry());
        }

        @Override
        public void refused(String fault, @Nullable Throwable thrown) {
            if (thrown == null) {
                LOG.error("TLS certificate refused, the last good one stays, until {}: {}", expiry(), fault);
            } else {
                LOG.error(
                        "looking at {} failed, the last good certificate stays; it is looked at again",
                        files.certificate(),
                        thrown);
            }
        }

        @Override
        public String fault(Throwable thrown) {
            return thrown.toString();
        }
    }

    private Current load(FileContents contents) throws CertificateFault {
        Credentials credentials = contents.credentials(files);
        List<X509Certificate> clientAuthorities = contents.clientAuthorities(files);
        Map<Alpn, SslContext> contexts = new EnumMap<>(Alpn.class);
        for (Alpn alpn : Alpn.values()) {
            contexts.put(alpn, context(credentials, clientAuthorities, alpn));
        }
        return new Current(credentials, contexts);
    }

    private void warn(Credentials credentials) {
        Instant now = clock.instant();
        if (now.isAfter(credentials.expiry())) {
            LOG.warn(
                    "TLS certificate in {} has expired at {}: clients that look refuse it; renew it",
                    files.certificate(),
                    credentials.expiry());
        } else if (now.isBefore(credentials.beginning())) {
            LOG.warn(
                    "TLS certificate in {} holds from {} on: until then clients that look refuse it; is this machine's"
                            + " clock right?",
                    files.certificate(),
                    credentials.beginning());
        }
    }

    private SslContext context(Credentials credentials, List<X509Certificate> clientAuthorities, Alpn alpn)
            throws CertificateFault {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(credentials.key(), credentials.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .sessionCacheSize(MOST_SESSIONS)
                    .sessionTimeout(SESSION_SECONDS)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.FATAL_ALERT,
                            SelectedListenerFailureBehavior.FATAL_ALERT,
                            alpn.id()));
            if (!clientAuthorities.isEmpty()) {
                // A client without one may have a token; one that shows another one is turned away.
                builder.trustManager(clientAuthorities).clientAuth(ClientAuth.OPTIONAL);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new CertificateFault(
                    files.certificate(), "it can't be used for TLS (" + e.getMessage() + "); have it issued anew");
        }
    }

    /** Ends the watch, and handshakes that wait. */
    @Override
    public void close() {
        watched.close();
        handshakes.close();
    }
}
