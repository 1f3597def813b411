package io.wideip.routes.api;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How often something has come about that may do so very often: told the first time, and then once a minute. Thread-safe. */
public final class MinuteCount {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private long count;
    private long next;

    /** By the clock of this machine. */
    public MinuteCount() {
        this(System::nanoTime);
    }

    MinuteCount(LongSupplier nanos) {
        this.nanos = nanos;
        next = nanos.getAsLong();
    }

    /** Once more; gives what {@link #toTell} does. */
    public synchronized long add() {
        count++;
        return toTell();
    }

    /** How often it has since it was told last; 0 where nothing is to be told now. */
    public synchronized long toTell() {
        long now = nanos.getAsLong();
        if (count == 0 || now - next < 0) {
            return 0;
        }
        long told = count;
        count = 0;
        next = now + MINUTE_NANOS;
        return told;
    }
}
