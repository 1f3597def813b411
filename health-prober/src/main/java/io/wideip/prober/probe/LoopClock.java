package io.wideip.prober.probe;

import java.util.concurrent.TimeUnit;

/**
 * How late an event loop runs, all in all. It ticks, and each tick's delay is time in which nothing was done for anyone: the process
 * was stopped, had no processor, or the loop was busy with others. Belongs to its loop.
 */
final class LoopClock {
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private long lateNanos;
    private long dueNanos;
    private boolean ticking;

    boolean isTicking() {
        return ticking;
    }

    void start(long nowNanos) {
        ticking = true;
        dueNanos = nowNanos + TICK_NANOS;
    }

    void stop() {
        ticking = false;
    }

    /** Gives by how much this tick is late. */
    long tick(long nowNanos) {
        long late = Math.max(0, nowNanos - dueNanos);
        lateNanos += late;
        dueNanos = nowNanos + TICK_NANOS;
        return late;
    }

    /** All delays so far, that of a tick that is due among them: only differences mean something. */
    long late(long nowNanos) {
        return lateNanos + (ticking ? Math.max(0, nowNanos - dueNanos) : 0);
    }
}
