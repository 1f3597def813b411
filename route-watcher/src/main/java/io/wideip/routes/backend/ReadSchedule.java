package io.wideip.routes.backend;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When Services are read again: after a while, and sooner where their pods may be others by now. Times are in nanoseconds, of a clock
 * that only goes forward. Not thread-safe.
 */
final class ReadSchedule {
    private final Duration standard;
    private final Duration soon;
    /** When each was read last. */
    private final Map<ServiceKey, Long> reads = new HashMap<>();
    /** When a check of each failed last; only for as long as that counts. */
    private final Map<ServiceKey, Long> failures = new HashMap<>();

    /**
     * Of no Service yet.
     *
     * @param standard from one read to the next, and for how long it counts that a check has failed
     * @param soon from one read to the next at least, and while pods may change
     */
    ReadSchedule(Duration standard, Duration soon) {
        this.standard = standard;
        this.soon = soon;
    }

    /**
     * It is read; gives until when not again.
     *
     * @param rolling whether pods of two templates run
     */
    Duration read(ServiceKey service, boolean rolling, long now) {
        reads.put(service, now);
        Long failure = failures.get(service);
        // New pods may come long after the old ones, whose end made the check fail.
        boolean fails = failure != null && now - failure < standard.toNanos();
        if (!fails) {
            failures.remove(service);
        }
        return rolling || fails ? soon : standard;
    }

    /** A check of it fails; gives until when it is not read for that. One that has not been read at all need not wait. */
    Duration failed(ServiceKey service, long now) {
        failures.put(service, now);
        Long read = reads.get(service);
        return read == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, read + soon.toNanos() - now));
    }

    /** Nobody asks for it any more. */
    void forget(ServiceKey service) {
        reads.remove(service);
        failures.remove(service);
    }
}
