package io.wideip.prober;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of targets that are not tracked: from before a restart, or because a reload took them away. They may come again, and
 * one that was down must not come as up. Thread-safe.
 */
final class KnownTargets {
    /** Older knowledge says nothing. */
    static final Duration TRUSTED = Duration.ofHours(1);

    private static final int MOST = 100_000;

    private record Key(String address, String host, String check, String probe) {
        static Key of(Known known) {
            return new Key(known.address(), known.host(), known.check(), known.probe());
        }
    }

    private final Map<Key, Known> byKey = new LinkedHashMap<>();

    synchronized void keep(Known known) {
        byKey.remove(Key.of(known));
        byKey.put(Key.of(known), known);
        if (byKey.size() > MOST) {
            Iterator<Key> oldest = byKey.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** It is tracked now. */
    synchronized void drop(Known known) {
        byKey.remove(Key.of(known));
    }

    /** All that can still be trusted. */
    synchronized List<Known> all(Instant now) {
        byKey.values().removeIf(known -> isTooOld(known.at(), now));
        return List.copyOf(byKey.values());
    }

    /** A clock that was set back makes nothing young. */
    static boolean isTooOld(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(TRUSTED) > 0;
    }
}
