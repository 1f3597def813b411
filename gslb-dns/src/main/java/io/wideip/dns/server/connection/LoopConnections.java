package io.wideip.dns.server.connection;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The connections of one event loop. Only this loop calls it; but any thread may ask how old the {@link #oldest} is,
 * and hand in work for {@link #later}.
 */
public final class LoopConnections {
    /** More octets than arrive without any message, such as an HTTP/2 client's updates of its windows. */
    private static final int MUCH_ARRIVING = 1_024;

    private final Connections all;
    private final Executor loop;
    private final ConnectionQueue fresh = new ConnectionQueue();
    private final ConnectionQueue idle = new ConnectionQueue();
    private final ConnectionQueue busy = new ConnectionQueue();
    private long held;

    LoopConnections(Connections all, Executor loop) {
        this.all = all;
        this.loop = loop;
    }

    /**
     * Takes in a new connection. Where all places are taken, another one makes way: the one that has been idle for
     * longest or, where none is idle, the one whose message or reply has taken longest. A connection that is only a
     * moment old does not count as idle.
     *
     * @param limited whether its address is its client's, so that the limit for one client holds
     */
    public Connection admit(Channel channel, InetAddress peer, boolean limited) {
        Connection connection = new Connection(this, channel, peer, limited ? ClientKey.of(peer) : null, all.now());
        all.entered(connection);
        fresh.add(connection);
        channel.closeFuture().addListener(closed -> connection.closed());
        return connection;
    }

    /** Counts a new connection that takes no place, because it is closed at once. */
    public void refuse(Ending reason) {
        all.refused(reason);
    }

    /** Ends those whose time is over. To be called about every second. */
    public void sweep() {
        long now = all.now();
        long idleSince = now - all.idleNanos();
        endOlder(fresh, idleSince, Ending.IDLE);
        endOlder(idle, idleSince, Ending.IDLE);
        endOlder(busy, now - all.messageNanos(), Ending.SLOW);
    }

    private static void endOlder(ConnectionQueue queue, long moment, Ending reason) {
        Connection first = queue.first();
        while (first != null && first.since() - moment <= 0) {
            first.end(reason);
            first = queue.first();
        }
    }

    /** Ends the one that has stood like this for longest; where none does any more, another one. */
    void evict(ConnectionState state) {
        for (ConnectionState each : List.of(state, ConnectionState.IDLE, ConnectionState.BUSY, ConnectionState.FRESH)) {
            Connection first = queue(each).first();
            if (first != null) {
                first.end(Ending.EVICTED);
                return;
            }
        }
    }

    /** Since when the oldest has stood like this; {@link ConnectionQueue#NONE} where there is none. */
    long oldest(ConnectionState state) {
        return queue(state).oldest();
    }

    private ConnectionQueue queue(ConnectionState state) {
        return switch (state) {
            case FRESH -> fresh;
            case IDLE -> idle;
            case BUSY -> busy;
        };
    }

    /** Runs on the event loop. */
    void later(Runnable task) {
        loop.execute(task);
    }

    void move(Connection connection, ConnectionState state, int octets) {
        queue(connection.state()).remove(connection);
        connection.enter(state, all.now());
        queue(state).add(connection);
        hold(connection, octets);
    }

    void hold(Connection connection, int octets) {
        held += octets - connection.held();
        connection.held(octets);
        makeRoom();
    }

    void arriving(Connection connection, int octets) {
        held += octets - connection.arriving();
        connection.atArriving(octets);
        if (octets >= MUCH_ARRIVING && !connection.isBusy()) {
            move(connection, ConnectionState.BUSY, connection.held());
        } else {
            makeRoom();
        }
    }

    /** All that connections keep in memory has a ceiling: above it the one goes that has been busy for longest. */
    private void makeRoom() {
        while (held > all.mostHeld()) {
            Connection first = busy.first();
            if (first == null) {
                return;
            }
            first.end(Ending.SLOW);
        }
    }

    void leave(Connection connection) {
        if (connection.isOver()) {
            return;
        }
        connection.over();
        held -= connection.held() + connection.arriving();
        queue(connection.state()).remove(connection);
        all.left(connection);
    }
}
