package io.wideip.dns.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wideip.dns.defect.OnceAMinute;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of connections. Datagrams are the engine's affair, on threads of its own. So a crowd of connections can't hold up a
 * datagram for longer than the system's scheduler lets it.
 */
final class Loops implements AutoCloseable {
    private static final int DRAIN_MILLIS = 200;
    private static final int SWEEP_MILLIS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger("dns");
    private static final OnceAMinute LINE = new OnceAMinute();

    private final EventLoopGroup group;
    private final PerLoop<LoopConnections> connections;

    /** @param messageMillis how long a message may take, so that sweeps come often enough for that */
    Loops(SocketApi socketApi, int count, Connections all, long messageMillis) {
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("dns-tcp"), socketApi.ioHandlers());
        long millis = Math.max(20, Math.min(SWEEP_MILLIS, messageMillis / 4));
        connections = PerLoop.make(each(), loop -> {
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

    EventLoopGroup group() {
        return group;
    }

    List<EventLoop> each() {
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
        group.shutdownGracefully(DRAIN_MILLIS, 2_000, TimeUnit.MILLISECONDS);
        group.terminationFuture().awaitUninterruptibly();
    }
}
