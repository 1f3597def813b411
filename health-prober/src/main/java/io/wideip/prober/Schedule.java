package io.wideip.prober;

import io.wideip.config.HealthCheck;
import java.time.Duration;

/**
 * When the attempts of one target are due. The times stand on a grid, so that neither jitter nor slow answers add up. After a long
 * halt the times that were missed are one attempt, and the grid stays where it was, so that targets that were spread over the
 * interval stay spread. Immutable.
 */
final class Schedule {
    /** Either way, as a part of the interval; so that targets that were started together drift apart and back. */
    private static final double JITTER = 0.1;

    private final long intervalNanos;
    private final long firstNanos;

    Schedule(HealthCheck check, long firstNanos) {
        intervalNanos = check.interval().toNanos();
        this.firstNanos = firstNanos;
    }

    long firstDue() {
        return firstNanos;
    }

    /**
     * When the next attempt is due, asked when one has ended.
     *
     * @param beganNanos when the attempt that has ended began
     * @param pace from there to the next: the interval, or less
     * @param random from 0 to 1
     */
    long nextDue(long beganNanos, Duration pace, long nowNanos, double random) {
        double shift = (2 * random - 1) * JITTER;
        long early = (long) (JITTER * intervalNanos);
        long passed = Math.floorDiv(beganNanos - firstNanos + early, intervalNanos);
        long onGrid = firstNanos + (passed + 1) * intervalNanos + Math.round(shift * intervalNanos);
        long quick = beganNanos + Math.round((1 + shift) * pace.toNanos());
        long due = pace.toNanos() < intervalNanos && quick - onGrid < 0 ? quick : onGrid;
        return due - nowNanos < 0 ? nowNanos : due;
    }

    /** When an attempt is due that has to be made again at once. */
    static long again(long nowNanos, double random) {
        return nowNanos + (long) (random * Lateness.AGAIN.toNanos());
    }
}
