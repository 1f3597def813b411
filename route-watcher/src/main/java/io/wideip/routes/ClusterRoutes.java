package io.wideip.routes;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known of one cluster's Routes. Not thread-safe. */
final class ClusterRoutes {
    final Brake brake = new Brake();
    /** As its API has them. */
    private final Map<RouteKey, KnownRoute> routes = new HashMap<>();
    /** The labels of each namespace; null before they are listed. */
    private @Nullable Map<String, Map<String, String>> namespaces;

    private int admitted;
    private boolean restored;
    private boolean listed;

    /** The Route as it counts; null where there is none. */
    @Nullable
    KnownRoute get(RouteKey key) {
        KnownRoute now = routes.get(key);
        if (now != null && now.isAdmitted()) {
            return now;
        }
        KnownRoute held = brake.held(key);
        return held == null ? now : held;
    }

    void forEach(Consumer<KnownRoute> action) {
        keys().forEach(key -> {
            KnownRoute now = get(key);
            if (now != null) {
                action.accept(now);
            }
        });
    }

    Set<RouteKey> keys() {
        Set<RouteKey> keys = new HashSet<>(routes.keySet());
        keys.addAll(brake.heldKeys());
        return keys;
    }

    /** How many its API has. */
    int count() {
        return routes.size();
    }

    /** How many count now but for those that are held. */
    int admitted() {
        return admitted;
    }

    /** Takes in what was known before a restart. */
    void restore(KnownRoute known) {
        restored = true;
        put(known.route().key(), known, 0);
    }

    /** Returns whether something is otherwise now. */
    boolean put(Route route, long nanos) {
        KnownRoute before = routes.get(route.key());
        // One that comes back while it is held has the labels that it had, until its namespace is heard of again.
        KnownRoute now = KnownRoute.of(before == null ? brake.held(route.key()) : before, route);
        return put(route.key(), namespaces == null ? now : labelled(now, namespaces), nanos);
    }

    /** Returns whether something is otherwise now. */
    boolean remove(RouteKey key, long nanos) {
        return put(key, null, nanos);
    }

    private boolean put(RouteKey key, @Nullable KnownRoute now, long nanos) {
        KnownRoute before = routes.get(key);
        if (now == null ? before == null : now.equals(before)) {
            return false;
        }
        if (now == null) {
            routes.remove(key);
        } else {
            routes.put(key, now);
        }
        if (now != null && now.isAdmitted()) {
            admitted++;
            brake.found(key);
        }
        if (before != null && before.isAdmitted()) {
            admitted--;
            if (now == null || !now.isAdmitted()) {
                brake.lost(before, nanos);
            }
        }
        return true;
    }

    /**
     * Whether all of its Routes have been known once, now or before a restart.
     *
     * @param labels whether the labels of their namespaces count
     */
    boolean isKnown(boolean labels) {
        return restored || listed && (!labels || namespaces != null);
    }

    /** Removes all but these: those of a completed list. */
    void retain(Set<RouteKey> keys, long nanos, Collection<RouteKey> changed) {
        listed = true;
        for (RouteKey key : Set.copyOf(routes.keySet())) {
            if (!keys.contains(key) && remove(key, nanos)) {
                changed.add(key);
            }
        }
    }

    /**
     * Takes a completed list of the namespaces' labels. A namespace goes after its Routes, so one that is missing while Routes of it are
     * known says nothing of them: an emptied cluster must not take their names away before its Routes are looked at.
     */
    void namespaces(Map<String, Map<String, String>> labels, Collection<RouteKey> changed) {
        namespaces = new HashMap<>(labels);
        routes.replaceAll((key, before) -> {
            KnownRoute now = labelled(before, labels);
            if (!now.equals(before)) {
                changed.add(key);
            }
            return now;
        });
    }

    private static KnownRoute labelled(KnownRoute route, Map<String, Map<String, String>> labels) {
        Map<String, String> now = labels.get(route.route().key().namespace());
        return now == null ? route : route.withNamespaceLabels(now);
    }

    /** A namespace is deleted: its Routes go by themselves. */
    void forgetNamespace(String namespace) {
        if (namespaces != null) {
            namespaces.remove(namespace);
        }
    }

    /** Takes the labels of one namespace, once all were listed. */
    void namespace(String namespace, Map<String, String> labels, Collection<RouteKey> changed) {
        if (namespaces == null || labels.equals(namespaces.put(namespace, labels))) {
            return;
        }
        routes.replaceAll((key, before) -> {
            if (!key.namespace().equals(namespace)) {
                return before;
            }
            changed.add(key);
            return before.withNamespaceLabels(labels);
        });
    }
}
