package io.wideip.dns.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The event loops, each with the connections that it serves. */
final class Loops implements AutoCloseable {
    private static final int DRAIN_MILLIS = 200;
    private static final int SWEEP_MILLIS = 1000;

    private final EventLoopGroup group;
    private final Map<EventLoop, LoopConnections> connections = new LinkedHashMap<>();

    /** @param messageMillis how long a message may take, so that sweeps come often enough for that */
    Loops(Transport transport, int count, Connections all, long messageMillis) {
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("dns"), transport.ioHandlers());
        for (EventExecutor each : group) {
            EventLoop loop = (EventLoop) each;
            connections.put(loop, all.add(loop));
        }
        long millis = Math.max(20, Math.min(SWEEP_MILLIS, messageMillis / 4));
        connections.forEach((loop, own) -> loop.scheduleAtFixedRate(own::sweep, millis, millis, TimeUnit.MILLISECONDS));
    }

    EventLoopGroup group() {
        return group;
    }

    List<EventLoop> all() {
        return new ArrayList<>(connections.keySet());
    }

    LoopConnections connections(EventLoop loop) {
        LoopConnections own = connections.get(loop);
        if (own == null) {
            throw new IllegalStateException("an event loop that is not ours");
        }
        return own;
    }

    @Override
    public void close() {
        group.shutdownGracefully(DRAIN_MILLIS, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
