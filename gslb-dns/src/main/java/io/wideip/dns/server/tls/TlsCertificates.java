package io.wideip.dns.server.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.Future;
import io.wideip.config.TlsFiles;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Ending;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that TLS listeners show. Its files are polled, because notices of changes miss mounted Secrets and network file
 * systems; when they have changed and then lain still for one poll, or never do, they are taken, and connections from then on get
 * the new certificate. Files with a fault are refused: the last good certificate stays. Thread-safe.
 */
public final class TlsCertificates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    /** For all connections of one certificate; tickets, which most clients take, need none of it. */
    private static final int MOST_SESSIONS = 4_096;

    /** Polls in a row that find other contents, after which they are taken if they are the same for two readings. */
    private static final int MOST_RESTLESS = 10;

    private static final int SESSION_SECONDS = 3_600;

    /** What close_notify has to be written: where the client reads nothing, the connection would stay open meanwhile. */
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
    private final ScheduledExecutorService watch;

    private FileContents seen;
    private FileContents judged;
    private int restless;
    /** What no file is to blame for, at the last look, so that the log has it once. */
    private String defect = "";

    private volatile Current current;
    private volatile long accepted;
    private volatile long refused;

    private TlsCertificates(TlsFiles files, InstantSource clock) throws IOException {
        this.files = files;
        this.clock = clock;
        seen = FileContents.of(files);
        judged = seen;
        current = load(seen);
        accepted = 1;
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tls-certificates");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads the files, and watches them from then on.
     *
     * @param poll how often they are looked at; a change is in use after two polls
     * @throws IOException with a message for people when there is no certificate to start with
     */
    public static TlsCertificates open(TlsFiles files, Duration poll) throws IOException {
        TlsCertificates certificates = open(files, Clock.systemUTC());
        certificates.watch.scheduleWithFixedDelay(
                certificates::poll, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
        return certificates;
    }

    /** Without a watch: see {@link #poll}. */
    static TlsCertificates open(TlsFiles files, InstantSource clock) throws IOException {
        return new TlsCertificates(files, clock);
    }

    /** Fails as {@link #open} would, with the same message. */
    public static void require(TlsFiles files) throws CertificateFault {
        FileContents.of(files).credentials(files);
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
        pipeline.addLast(new Inflow(tls, connection)).addLast(tls);
        return tls.handshakeFuture();
    }

    /** When the certificate in use ends. */
    public Instant expiry() {
        return current.credentials().expiry();
    }

    /** How many times the files gave a certificate, the first time too. */
    public long accepted() {
        return accepted;
    }

    /** How many times changed files were refused. */
    public long refused() {
        return refused;
    }

    /** One look at the files. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    void poll() {
        try {
            look();
            defect = "";
        } catch (RuntimeException | Error e) { // Else the executor would end the watch without a word.
            if (!e.toString().equals(defect)) {
                defect = e.toString();
                refused++;
                LOG.error(
                        "looking at {} failed, the last good certificate stays; it is looked at again",
                        files.certificate(),
                        e);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    private void look() {
        FileContents now = FileContents.of(files);
        restless = now.isSameAs(seen) ? 0 : restless + 1;
        seen = now;
        boolean isSettled = restless == 0 || restless >= MOST_RESTLESS && now.isSameAs(FileContents.of(files));
        if (!isSettled || now.isSameAs(judged)) {
            return;
        }
        restless = 0;
        try {
            current = load(now);
            accepted++;
            LOG.info("TLS certificate of {} is in use now, until {}", files.certificate(), expiry());
        } catch (IOException e) {
            refused++;
            LOG.error("TLS certificate refused, the last good one stays, until {}: {}", expiry(), e.getMessage());
        }
        judged = now;
    }

    private Current load(FileContents contents) throws IOException {
        Credentials credentials = contents.credentials(files);
        Map<Alpn, SslContext> contexts = new EnumMap<>(Alpn.class);
        for (Alpn alpn : Alpn.values()) {
            contexts.put(alpn, context(credentials, alpn));
        }
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
        return new Current(credentials, contexts);
    }

    private SslContext context(Credentials credentials, Alpn alpn) throws CertificateFault {
        try {
            return SslContextBuilder.forServer(credentials.key(), credentials.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .sessionCacheSize(MOST_SESSIONS)
                    .sessionTimeout(SESSION_SECONDS)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.FATAL_ALERT,
                            SelectedListenerFailureBehavior.FATAL_ALERT,
                            alpn.id()))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new CertificateFault(
                    files.certificate(), "it can't be used for TLS (" + e.getMessage() + "); have it issued anew");
        }
    }

    /** Ends the watch, and handshakes that wait. */
    @Override
    public void close() {
        watch.shutdown();
        handshakes.close();
    }
}
