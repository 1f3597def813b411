package io.wideip.prober;

import java.time.Duration;

/** The longest delay of the last ten to twenty seconds. Thread-safe. */
public final class Lag {
    private static final long SPAN_NANOS = Duration.ofSeconds(10).toNanos();

    private long spanBegan = Long.MIN_VALUE;
    private long longest;
    private long longestBefore;

    /** What was late by so much has come to its turn now. */
    public synchronized void add(long lateNanos, long nowNanos) {
        turn(nowNanos);
        longest = Math.max(longest, lateNanos);
    }

    synchronized Duration recent(long nowNanos) {
        turn(nowNanos);
        return Duration.ofNanos(Math.max(longest, longestBefore));
    }

    private void turn(long nowNanos) {
        long passed = spanBegan == Long.MIN_VALUE ? 2 * SPAN_NANOS : nowNanos - spanBegan;
        if (passed >= SPAN_NANOS) {
            longestBefore = passed < 2 * SPAN_NANOS ? longest : 0;
            longest = 0;
            spanBegan = nowNanos;
        }
    }
}
