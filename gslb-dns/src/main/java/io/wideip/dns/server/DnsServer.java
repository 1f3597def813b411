package io.wideip.dns.server;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.StreamLimits;
import io.wideip.dns.admission.CookieSecrets;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.ListenerSettings;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.engine.DatagramEngine;
import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.Proxies;
import io.wideip.dns.server.connection.ConnectionCounts;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.FileLimit;
import io.wideip.dns.server.https.HttpsResponder;
import io.wideip.dns.server.https.HttpsService;
import io.wideip.dns.server.tls.Alpn;
import io.wideip.dns.server.tls.TlsCertificates;
import io.wideip.dns.snapshot.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DNS server's sockets. Thread-safe. */
public final class DnsServer implements AutoCloseable {
    private static final int ADDRESSES_SECONDS = 3;
    private static final int SECRETS_SECONDS = 1;
    /** What it waits by, what wakes it, and its timer. */
    private static final long FILES_OF_A_LOOP = 3;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final CurrentSettings settings;
    private final SocketApi socketApi;
    private final Supplier<Snapshot> snapshots;
    private final Connections connections;
    private final Loops loops;
    private final DatagramEngine engine;
    private final AcceptFailures acceptFailures;
    private final ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Map<Carrier, List<QueryCounts>> counts = new EnumMap<>(Carrier.class);
    private final LongAdder proxyRefusals = new LongAdder();
    private final Duration message;
    private final @Nullable Encryption encryption;
    private final ScheduledExecutorService upkeep =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("dns-upkeep", true));

    private DnsServer(SocketApi socketApi, DnsOptions options, long otherFiles, Supplier<Snapshot> snapshots)
            throws IOException {
        this.socketApi = socketApi;
        this.snapshots = snapshots;
        settings = new CurrentSettings(options);
        message = options.streams().message();
        encryption = Encryption.of(options);
        int threads = options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
        engine = Engines.start(options, socketApi, threads);
        StreamLimits limits = FileLimit.fit(options.streams(), otherFiles + threads * filesOfAThread(options, engine));
        connections = new Connections(limits, System::nanoTime);
        loops = new Loops(socketApi, threads, connections, limits.message().toMillis());
        acceptFailures = new AcceptFailures(connections);
        for (Carrier carrier : Carrier.values()) {
            counts.put(carrier, new CopyOnWriteArrayList<>());
        }
    }

    /** Those of its event loops and of sockets that listen, with all that wildcards may learn where each needs a socket. */
    private static long filesOfAThread(DnsOptions options, DatagramEngine engine) throws IOException {
        long files = 2 * FILES_OF_A_LOOP;
        for (Listener each : options.listeners()) {
            InetAddress host = each.address().getAddress();
            files++;
            if (each.transport() == Listener.Transport.PLAIN) {
                files += host.isAnyLocalAddress() && engine.needsEach(host)
                        ? Wildcards.addresses(host).size() + WildcardHandler.MOST_ADDRESSES
                        : 1;
            }
        }
        return files;
    }

    /**
     * Tells beforehand whether {@link #start} will find its certificate and its secrets of cookies.
     *
     * @throws IOException with a message for people when it won't
     */
    public static void requireFiles(DnsOptions options) throws IOException {
        Encryption.require(options);
        Path secrets = options.cookieSecrets();
        if (secrets != null) {
            CookieSecrets.read(secrets);
        }
    }

    /**
     * Binds every address, or none.
     *
     * @param options with port 0, a listener takes a free one, the same for UDP and TCP; a wildcard stands for all addresses of
     *     this machine, those among them that it gets later
     * @param otherFiles that this process may have open beside DNS, such as sockets of health checks: connections leave them free
     * @param snapshots asked once for each query
     * @throws IOException with a message for people when an address can't be bound, or there is no certificate
     */
    public static DnsServer start(DnsOptions options, long otherFiles, Supplier<Snapshot> snapshots)
            throws IOException {
        return start(SocketApi.best(), options, otherFiles, snapshots);
    }

    /** As above, on a transport that the machine need not prefer. */
    static DnsServer start(SocketApi socketApi, DnsOptions options, long otherFiles, Supplier<Snapshot> snapshots)
            throws IOException {
        DnsServer server = new DnsServer(socketApi, options, otherFiles, snapshots);
        try {
            server.bind(options);
            return server;
        } catch (IOException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private void bind(DnsOptions options) throws IOException {
        List<Listening> followers = new ArrayList<>();
        for (int place = 0; place < options.listeners().size(); place++) {
            Listener listener = options.listeners().get(place);
            Supplier<ListenerSettings> current = settings.of(place);
            Listening each = new Listening(
                    listener,
                    socketApi,
                    loops,
                    pipeline(listener, current),
                    acceptFailures,
                    engine,
                    listener.transport() == Listener.Transport.PLAIN
                            ? datagramResponders(listener, current)
                            : List.of(),
                    listening);
            each.bind();
            addresses.add(each.address());
            if (each.mustFollow()) {
                followers.add(each);
            }
        }
        // What changes beside the YAML: addresses of this machine, secrets of cookies.
        followers.forEach(each -> keepUp(each::follow, ADDRESSES_SECONDS));
        keepUp(settings::poll, SECRETS_SECONDS);
    }

    /** What serves a listener's connections. */
    private StreamPipeline pipeline(Listener listener, Supplier<ListenerSettings> current) {
        return switch (listener.transport()) {
            case PLAIN -> plain(responders(Carrier.TCP, current));
            case TLS -> encryption().around(Alpn.DOT, plain(responders(Carrier.TLS, current)));
            case HTTPS -> encryption().around(Alpn.H2, https(listener.path(), current));
        };
    }

    private Encryption encryption() {
        if (encryption == null) {
            throw new IllegalStateException("a listener of TLS or HTTPS without server.dns.tls");
        }
        return encryption;
    }

    private static StreamPipeline plain(PerLoop<BufferedResponder> responders) {
        return (pipeline, connection) -> pipeline.addLast(new StreamHandler(responders.of(loop(pipeline)), connection));
    }

    private StreamPipeline https(String path, Supplier<ListenerSettings> current) {
        HttpsService service = new HttpsService(path, message);
        PerLoop<HttpsResponder> responders = PerLoop.make(
                loops.each(), loop -> new HttpsResponder(responder(Carrier.HTTPS, current, newCounts(Carrier.HTTPS))));
        return (pipeline, connection) -> service.addTo(pipeline, responders.of(loop(pipeline)), connection);
    }

    private static EventLoop loop(ChannelPipeline pipeline) {
        return pipeline.channel().eventLoop();
    }

    private PerLoop<BufferedResponder> responders(Carrier carrier, Supplier<ListenerSettings> current) {
        return PerLoop.make(
                loops.each(), loop -> new BufferedResponder(responder(carrier, current, newCounts(carrier))));
    }

    private List<DatagramResponder> datagramResponders(Listener listener, Supplier<ListenerSettings> current) {
        Proxies proxies = new Proxies(listener.proxies());
        return Stream.generate(() -> newCounts(Carrier.UDP))
                .limit(engine.threads())
                .map(own -> new DatagramResponder(responder(Carrier.UDP, current, own), own, proxies, proxyRefusals))
                .toList();
    }

    private QueryCounts newCounts(Carrier carrier) {
        QueryCounts added = new QueryCounts();
        queryCounts(carrier).add(added);
        return added;
    }

    private Responder responder(Carrier carrier, Supplier<ListenerSettings> current, QueryCounts own) {
        long seed = new SplittableRandom().nextLong();
        return new Responder(snapshots, current, carrier, own, Clock.systemUTC(), seed);
    }

    private void keepUp(Runnable look, int seconds) {
        Runnable task = () -> {
            try {
                look.run();
            } catch (RuntimeException | Error e) { // Else the executor would end it without a word.
                LOG.error("looking at addresses or secrets failed; they are looked at again", e);
            }
        };
        upkeep.scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS);
    }

    /** Takes over access lists, limits, cookies and what the server tells of itself; its sockets stay as they are. */
    public void change(DnsOptions options) {
        settings.change(options);
    }

    /** What is bound, as configured, with the ports that were taken where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** What was asked by one carrier: one for each event loop of each listener. */
    public List<QueryCounts> queryCounts(Carrier carrier) {
        return counts.getOrDefault(carrier, List.of());
    }

    /** Connections open now, of all carriers but UDP. */
    public int connections() {
        return connections.open();
    }

    /** What became of connections. */
    public ConnectionCounts connectionCounts() {
        return connections.counts();
    }

    /** What TLS and HTTPS listeners show; null where there are none. */
    public @Nullable TlsCertificates certificates() {
        return encryption == null ? null : encryption.certificates();
    }

    /** How many times a file of cookie secrets was taken over, the first time too. */
    public long secretsAccepted() {
        return settings.secretsAccepted();
    }

    /** How many times a file of cookie secrets was refused, because it had gone or had a fault. */
    public long secretsRefused() {
        return settings.secretsRefused();
    }

    /** Datagrams that were dropped because they came from no listed load balancer, or without its PROXY header. */
    public long proxyRefusals() {
        return proxyRefusals.sum();
    }

    /** Datagrams that the system has dropped because nobody had read those before. */
    public long receiveDrops() {
        return engine.receiveDrops();
    }

    /** Stops listening, answers what is on its way, and ends. */
    @Override
    public void close() {
        upkeep.shutdownNow();
        listening.close().awaitUninterruptibly();
        if (encryption != null) {
            encryption.close();
        }
        engine.close();
        loops.close();
    }
}
