package io.wideip.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a VIP, or an application behind it, is tested. Two checks that are equal test the same, so a target keeps its verdict
 * over a reload that leaves its check as it was.
 *
 * @param probe what one attempt does; read and run by the prober
 * @param interval from the start of one attempt to the start of the next, before jitter
 * @param timeout of one attempt as a whole; never above the interval
 * @param fall failures in a row that take a target down
 * @param rise successes in a row that bring it up
 * @param reset successes in a row that clear the count of failures
 * @param fastInterval in place of the interval while a target is failing or rising, never above it; null where that makes no
 *     difference: then only the first verdict comes quickly
 */
public record HealthCheck(
        String name,
        ProbeOptions probe,
        Duration interval,
        Duration timeout,
        int fall,
        int rise,
        int reset,
        @Nullable Duration fastInterval) {
    private static final Duration FAST = Duration.ofSeconds(1);

    /** One whose interval stays the same while a target is failing or rising. */
    public HealthCheck(
            String name, ProbeOptions probe, Duration interval, Duration timeout, int fall, int rise, int reset) {
        this(name, probe, interval, timeout, fall, rise, reset, null);
    }

    /** From one attempt to the next until there is a first verdict. */
    public Duration firstInterval() {
        if (fastInterval != null) {
            return fastInterval;
        }
        return FAST.compareTo(interval) < 0 ? FAST : interval;
    }

    /** From one attempt to the next while a target is failing or rising. */
    public Duration changingInterval() {
        return fastInterval == null ? interval : fastInterval;
    }
}
