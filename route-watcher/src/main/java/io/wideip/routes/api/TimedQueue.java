package io.wideip.routes.api;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is done next, and when. Times are in nanoseconds, of a clock that only goes forward. Not thread-safe.
 */
final class TimedQueue<K> {
    /** @param number tells those of one time apart, and keeps their order */
    private record Due<K>(K what, long at, long number) {}

    private final TreeSet<Due<K>> queue =
            new TreeSet<>(Comparator.<Due<K>>comparingLong(Due::at).thenComparingLong(Due::number));
    private final Map<K, Due<K>> waiting = new HashMap<>();
    private long count;
    private long pausedUntil = Long.MIN_VALUE;

    /** It is done then, and not when it was to be done before. */
    void put(K what, long at) {
        remove(what);
        Due<K> due = new Due<>(what, at, count++);
        waiting.put(what, due);
        queue.add(due);
    }

    /** It is done then, if it was not to be done before that. */
    void sooner(K what, long at) {
        Due<K> due = waiting.get(what);
        if (due == null || due.at > at) {
            put(what, at);
        }
    }

    void remove(K what) {
        Due<K> due = waiting.remove(what);
        if (due != null) {
            queue.remove(due);
        }
    }

    /** Nothing is done until then. */
    void pause(long until) {
        pausedUntil = until;
    }

    /** For how long there is nothing to do; null where nothing waits. */
    @Nullable
    Duration idle(long now) {
        return queue.isEmpty() ? null : Duration.ofNanos(Math.max(0, Math.max(queue.first().at, pausedUntil) - now));
    }

    /** Takes the one that is due; null for none. */
    @Nullable
    K take(long now) {
        Duration idle = idle(now);
        if (idle == null || !idle.isZero()) {
            return null;
        }
        K what = queue.first().what;
        remove(what);
        return what;
    }
}
