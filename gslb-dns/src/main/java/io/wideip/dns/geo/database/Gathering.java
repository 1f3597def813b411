package io.wideip.dns.geo.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives all databases on at once when several of them change together, as the two files of one database do: to compile them takes
 * seconds. Whoever has a new one waits while others are still to be read, and what comes while one round runs is in the next. Thread-safe.
 */
final class Gathering {
    /** A file that is always written to holds up no other. */
    private static final int MOST_POLLS = 30;

    private final Runnable round;
    private final Duration poll;
    private final AtomicLong brought = new AtomicLong();
    /** Of what was brought, how many a round has had. */
    private long given;
    /** Of the last round. */
    private @Nullable Throwable failure;

    private boolean closed;

    /**
     * @param round gives on all that is in place when it begins
     * @param poll from one look at what is still to come to the next
     */
    Gathering(Runnable round, Duration poll) {
        this.round = round;
        this.poll = poll;
    }

    /**
     * Returns when a round has had what the caller has put in place, and throws where this round has failed.
     *
     * @param isMoreToCome whether it is worth while to wait
     */
    void bring(BooleanSupplier isMoreToCome) {
        long mine = brought.incrementAndGet();
        synchronized (this) {
            try {
                for (int looks = 0; looks < MOST_POLLS && isWaiting(mine) && isMoreToCome.getAsBoolean(); looks++) {
                    wait(poll.toMillis());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (isWaiting(mine)) {
                give();
            } else if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private synchronized boolean isWaiting(long number) {
        return !closed && given < number;
    }

    private synchronized void give() {
        long all = brought.get();
        failure = null;
        try {
            round.run();
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            given = all;
            notifyAll();
        }
    }

    /** Whoever waits returns at once, and no round begins any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
