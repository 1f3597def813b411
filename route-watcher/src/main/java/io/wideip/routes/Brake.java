package io.wideip.routes;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a cluster loses in a body: a CRD that is deleted, a backup that is restored and a kubeconfig that now points at an
 * empty cluster look like deletions. When more than half of its admitted Routes, and more than a few, go within a minute, then those
 * of that minute stay for a while. Not thread-safe.
 */
final class Brake {
    /** So many may go at once, whatever their share. */
    static final int FEW = 20;

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private record Lost(KnownRoute route, long nanos) {}

    /** What went within the last minute, in the order in which it went. */
    private final Map<RouteKey, Lost> lost = new LinkedHashMap<>();
    /** Those of them that are not held; apart, since 100,000 may go one by one. */
    private final Set<RouteKey> free = new HashSet<>();

    private final Map<RouteKey, Lost> held = new HashMap<>();

    void lost(KnownRoute route, long nanos) {
        RouteKey key = route.route().key();
        lost.remove(key);
        lost.put(key, new Lost(route, nanos));
        free.add(key);
    }

    /** It is there again, and admitted. */
    void found(RouteKey key) {
        lost.remove(key);
        free.remove(key);
        held.remove(key);
    }

    /** What stays in place of the Route that went; null where none does. */
    @Nullable
    KnownRoute held(RouteKey key) {
        Lost now = held.get(key);
        return now == null ? null : now.route;
    }

    int held() {
        return held.size();
    }

    Collection<RouteKey> heldKeys() {
        return held.keySet();
    }

    /**
     * Takes hold of what went, if that is too much.
     *
     * @param left how many admitted Routes are left
     * @return whether it held nothing before and does now
     */
    boolean engage(int left, Duration hold, long nanos, Collection<RouteKey> changed) {
        forgetOld(nanos);
        if (hold.isZero() || lost.size() <= FEW || lost.size() <= left) {
            return false;
        }
        boolean begins = held.isEmpty();
        for (RouteKey key : free) {
            Lost route = lost.get(key);
            if (route != null && held.putIfAbsent(key, new Lost(route.route, nanos)) == null) {
                changed.add(key);
            }
        }
        free.clear();
        return begins && !held.isEmpty();
    }

    private void forgetOld(long nanos) {
        Iterator<Map.Entry<RouteKey, Lost>> oldest = lost.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<RouteKey, Lost> each = oldest.next();
            if (nanos - each.getValue().nanos <= WINDOW_NANOS) {
                return;
            }
            free.remove(each.getKey());
            oldest.remove();
        }
    }

    /** Lets go what was held for long enough. */
    void release(Duration hold, long nanos, Collection<RouteKey> changed) {
        forgetOld(nanos);
        List<RouteKey> over = held.entrySet().stream()
                .filter(each -> nanos - each.getValue().nanos >= hold.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(held::remove);
        changed.addAll(over);
    }
}
