package io.wideip.dns.server.connection;

import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that are in one state; the first has been in it for longest. A change costs the
 * same however long the queue is. Belongs to the event loop; {@link #oldest} may be asked from anywhere.
 */
final class ConnectionQueue {
    /** What {@link #oldest} says of an empty queue. */
    static final long NONE = Long.MAX_VALUE;

    private @Nullable Connection first;
    private @Nullable Connection last;
    private volatile long oldest = NONE;

    /** Since when the first one has been in its state, as its clock tells; a moment old when another thread asks. */
    long oldest() {
        return oldest;
    }

    @Nullable
    Connection first() {
        return first;
    }

    /** Adds it at the end, so the time of its state must not be before that of the others. */
    void add(Connection connection) {
        connection.before = last;
        connection.behind = null;
        if (last == null) {
            first = connection;
            oldest = connection.since();
        } else {
            last.behind = connection;
        }
        last = connection;
    }

    void remove(Connection connection) {
        Connection before = connection.before;
        Connection behind = connection.behind;
        if (before == null) {
            first = behind;
            oldest = behind == null ? NONE : behind.since();
        } else {
            before.behind = behind;
        }
        if (behind == null) {
            last = before;
        } else {
            behind.before = before;
        }
        connection.before = null;
        connection.behind = null;
    }
}
