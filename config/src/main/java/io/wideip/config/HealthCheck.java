package io.wideip.config;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a VIP, or an application behind it, is tested. Two checks that test the same are equal, whatever their names: what they
 * test is probed once, and a target keeps its verdict over a reload that leaves its check as it was or renames it.
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthCheck that
                && probe.equals(that.probe)
                && interval.equals(that.interval)
                && timeout.equals(that.timeout)
                && fall == that.fall
                && rise == that.rise
                && reset == that.reset
                && Objects.equals(fastInterval, that.fastInterval);
    }

    @Override
    public int hashCode() {
        return Objects.hash(probe, interval, timeout, fall, rise, reset, fastInterval);
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
