package io.wideip.routes.cluster;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait between attempts: twice as long each time, within bounds, and less by chance, so that many servers do not ask at
 * one moment. Not thread-safe.
 */
final class Backoff {
    /** Whoever asks for more would be believed to be gone. */
    private static final Duration MOST_ASKED_FOR = Duration.ofMinutes(5);

    private final Duration first;
    private final Duration most;
    private final DoubleSupplier random;
    private Duration next;

    /** With a source of chance from 0 to 1. */
    Backoff(Duration first, Duration most, DoubleSupplier random) {
        this.first = first;
        this.most = most;
        this.random = random;
        next = first;
    }

    /** The next wait: between half and all of the current length, on top of what the API asks for. */
    Duration next(Duration retryAfter) {
        Duration asked = retryAfter.compareTo(MOST_ASKED_FOR) > 0 ? MOST_ASKED_FOR : retryAfter;
        Duration wait = Duration.ofNanos((long) (next.toNanos() * (1 + random.getAsDouble()) / 2));
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(most) > 0 ? most : twice;
        return wait.compareTo(asked) < 0 ? asked.plus(wait) : wait;
    }

    /** It went well. */
    void reset() {
        next = first;
    }
}
