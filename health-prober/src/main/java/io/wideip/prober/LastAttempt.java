package io.wideip.prober;

import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The newest attempt of a target that has ended. Its times are numbers, as {@link Tracked} holds them.
 *
 * @param outcome as it counts
 * @param atNanos when it ended, since 1970
 * @param tookNanos without the time that it waited for its turn
 */
public record LastAttempt(Outcome outcome, long atNanos, long tookNanos) {
    public LastAttempt(Outcome outcome, Instant at, Duration took) {
        this(outcome, TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano(), took.toNanos());
    }

    public Instant at() {
        return Instant.ofEpochSecond(0, atNanos);
    }

    public Duration took() {
        return Duration.ofNanos(tookNanos);
    }
}
