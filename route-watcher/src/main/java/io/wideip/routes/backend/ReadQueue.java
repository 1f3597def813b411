package io.wideip.routes.backend;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which Service is read next, and when. Times are in nanoseconds, of a clock that only goes forward. Not thread-safe.
 */
final class ReadQueue {
    /** @param number tells those of one time apart, and keeps their order */
    private record Due(ServiceKey service, long at, long number) {}

    private final TreeSet<Due> queue =
            new TreeSet<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final Map<ServiceKey, Due> waiting = new HashMap<>();
    private long count;
    private long pausedUntil = Long.MIN_VALUE;

    /** Reads it then, and not when it was to be read before. */
    void put(ServiceKey service, long at) {
        remove(service);
        Due due = new Due(service, at, count++);
        waiting.put(service, due);
        queue.add(due);
    }

    void remove(ServiceKey service) {
        Due due = waiting.remove(service);
        if (due != null) {
            queue.remove(due);
        }
    }

    /** Reads nothing until then. */
    void pause(long until) {
        pausedUntil = until;
    }

    /** For how long there is nothing to read; null where nothing waits. */
    @Nullable
    Duration idle(long now) {
        return queue.isEmpty() ? null : Duration.ofNanos(Math.max(0, Math.max(queue.first().at, pausedUntil) - now));
    }

    /** Takes the one that is due; null for none. */
    @Nullable
    ServiceKey take(long now) {
        Duration idle = idle(now);
        if (idle == null || !idle.isZero()) {
            return null;
        }
        ServiceKey service = queue.first().service;
        remove(service);
        return service;
    }
}
