package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.answer.Terms;
import io.wideip.dns.snapshot.Snapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DNS server's sockets: UDP and TCP on each address. Thread-safe. */
public final class DnsServer implements AutoCloseable {
    /** RFC 7766 section 6.2.3 asks for a few seconds at least. */
    private static final int IDLE_SECONDS = 10;

    private static final int MOST_CONNECTIONS = 4096;
    private static final int FREE_PORT_ATTEMPTS = 5;
    private static final int DRAIN_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final CurrentTerms terms;
    private final EventLoopGroup loops;
    private final ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final List<QueryCounts> udpCounts = new ArrayList<>();
    private final List<QueryCounts> tcpCounts = new ArrayList<>();

    private DnsServer(Transport transport, int threads, CurrentTerms terms) {
        this.terms = terms;
        loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("dns"), transport.ioHandlers());
    }

    /**
     * Binds every address, or none.
     *
     * @param options with port 0, a listener takes a free one, the same for UDP and TCP; a wildcard stands for the addresses
     *     this machine has now
     * @param snapshots asked once for each query
     * @throws IOException with a message for people when an address can't be bound
     */
    public static DnsServer start(DnsOptions options, Supplier<Snapshot> snapshots) throws IOException {
        return start(Transport.best(), options, snapshots);
    }

    /** As above, on a transport that the machine need not prefer. */
    static DnsServer start(Transport transport, DnsOptions options, Supplier<Snapshot> snapshots) throws IOException {
        int count = options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
        DnsServer server = new DnsServer(transport, count, new CurrentTerms(options));
        try {
            for (Listener listener : options.listeners()) {
                Supplier<Terms> terms = server.terms.of(listener);
                Map<EventLoop, StreamHandler.Desk> desks = server.desks(count, snapshots, terms);
                for (InetSocketAddress address : Wildcards.writtenOut(List.of(listener.address()))) {
                    int sockets = transport.canShareAddress() ? count : 1;
                    server.bind(transport, address, sockets, snapshots, terms, desks);
                }
            }
            LOG.info(
                    "{} event loop{} over {}",
                    count,
                    count == 1 ? "" : "s",
                    transport.name().toLowerCase(Locale.ROOT));
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private Map<EventLoop, StreamHandler.Desk> desks(int count, Supplier<Snapshot> snapshots, Supplier<Terms> terms) {
        Map<EventLoop, StreamHandler.Desk> desks = new HashMap<>();
        for (int i = 0; i < count; i++) {
            desks.put(loops.next(), new StreamHandler.Desk(responder(snapshots, terms, Carrier.TCP, tcpCounts)));
        }
        return Map.copyOf(desks);
    }

    private void bind(
            Transport transport,
            InetSocketAddress address,
            int sockets,
            Supplier<Snapshot> snapshots,
            Supplier<Terms> terms,
            Map<EventLoop, StreamHandler.Desk> desks)
            throws IOException {
        int attempts = address.getPort() == 0 ? FREE_PORT_ATTEMPTS : 1;
        while (true) {
            Channel tcp = bindTcp(transport, address, desks);
            InetSocketAddress actual = (InetSocketAddress) tcp.localAddress();
            try {
                for (int i = 0; i < sockets; i++) {
                    bindUdp(transport, actual, snapshots, terms);
                }
                addresses.add(actual);
                return;
            } catch (IOException taken) {
                // A port that TCP has free may be taken by UDP.
                tcp.close().awaitUninterruptibly();
                attempts--;
                if (attempts == 0) {
                    throw taken;
                }
            }
        }
    }

    private Channel bindTcp(Transport transport, InetSocketAddress address, Map<EventLoop, StreamHandler.Desk> desks)
            throws IOException {
        return bound(
                transport
                        .streams()
                        .group(loops)
                        .childHandler(new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                accept(channel, desks);
                            }
                        })
                        .bind(address),
                address,
                "TCP");
    }

    private void bindUdp(
            Transport transport, InetSocketAddress address, Supplier<Snapshot> snapshots, Supplier<Terms> terms)
            throws IOException {
        bound(
                transport
                        .datagrams(address)
                        .group(loops)
                        .handler(new DatagramHandler(responder(snapshots, terms, Carrier.UDP, udpCounts)))
                        .bind(address),
                address,
                "UDP");
    }

    private void accept(Channel channel, Map<EventLoop, StreamHandler.Desk> desks) {
        if (connections.size() >= MOST_CONNECTIONS) {
            channel.close();
            return;
        }
        StreamHandler.Desk desk = desks.get(channel.eventLoop());
        if (desk == null) {
            throw new IllegalStateException("a connection on an event loop that is not ours");
        }
        connections.add(channel);
        channel.pipeline()
                .addLast(new IdleStateHandler(IDLE_SECONDS, IDLE_SECONDS, 0, TimeUnit.SECONDS))
                .addLast(new LengthFieldBasedFrameDecoder(65_537, 0, 2, 0, 2))
                .addLast(new StreamHandler(desk));
    }

    private Channel bound(ChannelFuture binding, InetSocketAddress address, String protocol) throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new IOException(
                    "can't listen for DNS on " + address.getAddress().getHostAddress() + " port " + address.getPort()
                            + " (" + protocol + "): " + binding.cause().getMessage()
                            + "; change server.dns.listen, or end what listens there",
                    binding.cause());
        }
        listeners.add(binding.channel());
        return binding.channel();
    }

    private static Responder responder(
            Supplier<Snapshot> snapshots, Supplier<Terms> terms, Carrier carrier, List<QueryCounts> counts) {
        QueryCounts own = new QueryCounts();
        counts.add(own);
        return new Responder(snapshots, terms, carrier, own, Clock.systemUTC(), new SplittableRandom().nextLong());
    }

    /** Takes over access lists, limits, cookies and what the server tells of itself; its sockets stay as they are. */
    public void change(DnsOptions options) {
        terms.change(options);
    }

    /** What is bound, with the ports that were taken where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** One for each UDP socket. */
    public List<QueryCounts> udpCounts() {
        return List.copyOf(udpCounts);
    }

    /** One for each event loop. */
    public List<QueryCounts> tcpCounts() {
        return List.copyOf(tcpCounts);
    }

    /** TCP connections open now. */
    public int connections() {
        return connections.size();
    }

    /** Stops listening, answers what is on its way, and ends. */
    @Override
    public void close() {
        listeners.close().awaitUninterruptibly();
        loops.shutdownGracefully(DRAIN_MILLIS, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
