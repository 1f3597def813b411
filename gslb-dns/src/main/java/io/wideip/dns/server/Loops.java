package io.wideip.dns.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import io.wideip.dns.server.connection.OnceAMinute;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops: some for datagrams and as many for connections. So a crowd of connections can't hold up a datagram
 * for longer than the system's scheduler lets it.
 */
final class Loops implements AutoCloseable {
    private static final int DRAIN_MILLIS = 200;
    private static final int SWEEP_MILLIS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger("dns");
    private static final OnceAMinute LINE = new OnceAMinute();

    private final EventLoopGroup forDatagrams;
    private final EventLoopGroup forConnections;
    private final PerLoop<LoopConnections> connections;

    /** @param messageMillis how long a message may take, so that sweeps come often enough for that */
    Loops(SocketApi socketApi, int count, Connections all, long messageMillis) {
        forDatagrams =
                new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("dns-udp"), socketApi.ioHandlers());
        forConnections =
                new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("dns-tcp"), socketApi.ioHandlers());
        long millis = Math.max(20, Math.min(SWEEP_MILLIS, messageMillis / 4));
        connections = PerLoop.make(each(forConnections), loop -> {
            LoopConnections own = all.add(loop);
            loop.scheduleAtFixedRate(() -> sweep(own), millis, millis, TimeUnit.MILLISECONDS);
            return own;
        });
    }

    private static void sweep(LoopConnections own) {
        try {
            own.sweep();
        } catch (RuntimeException | Error e) { // Else Netty would end the sweeps, and with them all deadlines.
            if (LINE.isDue()) {
                LOG.error("ending connections whose time is over failed; it is tried again (said once a minute)", e);
            }
        }
    }

    List<EventLoop> forDatagrams() {
        return each(forDatagrams);
    }

    EventLoopGroup forConnections() {
        return forConnections;
    }

    /** Those that a carrier's messages come by. */
    List<EventLoop> of(Carrier carrier) {
        return each(carrier == Carrier.UDP ? forDatagrams : forConnections);
    }

    private static List<EventLoop> each(EventLoopGroup group) {
        List<EventLoop> loops = new ArrayList<>();
        group.forEach(executor -> loops.add((EventLoop) executor));
        return loops;
    }

    /** Those of one event loop. */
    LoopConnections connections(EventLoop loop) {
        return connections.of(loop);
    }

    @Override
    public void close() {
        forDatagrams.shutdownGracefully(DRAIN_MILLIS, 2_000, TimeUnit.MILLISECONDS);
        forConnections.shutdownGracefully(DRAIN_MILLIS, 2_000, TimeUnit.MILLISECONDS);
        forDatagrams.terminationFuture().awaitUninterruptibly();
        forConnections.terminationFuture().awaitUninterruptibly();
    }
}
