package io.wideip.dns.server.connection;

import io.wideip.config.StreamLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All connections of the server. Each event loop keeps its own in order; what they share is touched when a connection comes or
 * goes, never for a query. Thread-safe.
 */
public final class Connections {
    /** Of the places; where more are taken, idle connections get less time. */
    private static final double CALM = 0.75;

    private static final double SHORTEST_IDLE = 0.25;
    private static final long MOST_HELD =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);
    /**
     * How long the first question of a new connection may be on its way before the connection counts as idle. Otherwise
     * clients that send half a message each would make every new connection go at once.
     */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(300);

    private final StreamLimits limits;
    private final LongSupplier clock;
    private final ConnectionCounts counts = new ConnectionCounts();
    private final AtomicInteger open = new AtomicInteger();
    private final List<LoopConnections> loops = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Long, List<Connection>> clients = new ConcurrentHashMap<>();

    /** @param clock nanoseconds, of any origin */
    public Connections(StreamLimits limits, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** The connections of one more event loop; all are added before the first connection comes. */
    public LoopConnections add(Executor loop) {
        LoopConnections added = new LoopConnections(this, loop);
        loops.add(added);
        return added;
    }

    /** Connections open now. */
    public int open() {
        return open.get();
    }

    public ConnectionCounts counts() {
        return counts;
    }

    /** The system could not give a connection that waits. The connection that goes first gives up its place for it. */
    public void acceptFailed() {
        counts.countAcceptFailure();
        evict();
    }

    /**
     * How long a connection may be idle now: as configured while three quarters of the places are enough, then less and less,
     * down to a quarter of that when all are taken.
     */
    long idleNanos() {
        double taken = (double) open.get() / limits.connections();
        double pressure = Math.min(1, Math.max(0, (taken - CALM) / (1 - CALM)));
        return (long) (limits.idle().toNanos() * (1 - pressure * (1 - SHORTEST_IDLE)));
    }

    long messageNanos() {
        return limits.message().toNanos();
    }

    long now() {
        return clock.getAsLong();
    }

    /** Octets that the busy connections of one event loop may keep. */
    long mostHeld() {
        return MOST_HELD / loops.size();
    }

    void refused(Ending reason) {
        counts.countAccepted();
        counts.countEnded(reason);
    }

    /** Makes room where there is none. The newcomer is in no queue yet, so it can't be the one that goes. */
    void entered(Connection newcomer) {
        counts.countAccepted();
        Long key = newcomer.clientKey();
        boolean makesRoom = key != null && enterClient(key, newcomer);
        if (open.incrementAndGet() > limits.connections() && !makesRoom) {
            evict();
        }
    }

    /** True where another one of the same client goes. */
    private boolean enterClient(Long key, Connection newcomer) {
        List<Connection> tooMany = new ArrayList<>(1);
        clients.compute(key, (k, known) -> {
            List<Connection> own = known == null ? new ArrayList<>(1) : known;
            if (own.size() >= limits.perClient()) {
                Connection first = goesFirst(own);
                own.remove(first);
                tooMany.add(first);
            }
            own.add(newcomer);
            return own;
        });
        for (Connection each : tooMany) {
            each.loop().later(() -> each.end(Ending.PER_CLIENT));
        }
        return !tooMany.isEmpty();
    }

    private Connection goesFirst(List<Connection> connections) {
        long now = now();
        Connection first = connections.get(0);
        for (Connection each : connections) {
            int later = Integer.compare(turn(each, now), turn(first, now));
            first = later < 0 || later == 0 && each.since() - first.since() < 0 ? each : first;
        }
        return first;
    }

    /** Those of a lower number go first. */
    private static int turn(Connection connection, long now) {
        return switch (connection.state()) {
            case IDLE -> 0;
            case FRESH -> now - connection.since() >= GRACE ? 0 : 2;
            case BUSY -> 1;
        };
    }

    void left(Connection connection) {
        counts.countEnded(connection.ending());
        open.decrementAndGet();
        Long key = connection.clientKey();
        if (key != null) {
            clients.computeIfPresent(key, (k, own) -> {
                own.remove(connection);
                return own.isEmpty() ? null : own;
            });
        }
    }

    private void evict() {
        Victim idle = oldest(ConnectionState.IDLE);
        Victim fresh = oldest(ConnectionState.FRESH);
        Victim first = fresh != null && now() - fresh.since >= GRACE ? older(idle, fresh) : idle;
        if (first == null) {
            first = oldest(ConnectionState.BUSY);
        }
        Victim chosen = first == null ? fresh : first;
        if (chosen != null) {
            chosen.loop.later(() -> chosen.loop.evict(chosen.state));
        }
    }

    private record Victim(LoopConnections loop, ConnectionState state, long since) {}

    private static @Nullable Victim older(@Nullable Victim one, @Nullable Victim other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.since - other.since <= 0 ? one : other;
    }

    private @Nullable Victim oldest(ConnectionState state) {
        Victim oldest = null;
        for (LoopConnections each : loops) {
            long since = each.oldest(state);
            if (since != ConnectionQueue.NONE) {
                oldest = older(oldest, new Victim(each, state, since));
            }
        }
        return oldest;
    }
}
