package io.wideip.routes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the Routes of all clusters. Only a completed list or a deletion removes one; what a cluster loses in a body stays
 * for a while ({@link Brake}). Thread-safe: those that follow clusters write, one reader takes what has changed.
 */
public final class RouteStore {
    private static final Logger log = LoggerFactory.getLogger(RouteStore.class);

    private final LongSupplier nanos;
    private final ClusterListener listener;
    private final Runnable wake;
    private final Map<String, ClusterRoutes> clusters = new HashMap<>();
    private Set<RouteKey> changed = new LinkedHashSet<>();
    private Map<String, Long> since = new HashMap<>();
    private Duration hold;
    private final int most;

    /**
     * @param hold how long what goes in a body stays
     * @param nanos of a clock that never goes back
     * @param wake called when there is something to take; must not block
     */
    public RouteStore(Duration hold, LongSupplier nanos, ClusterListener listener, Runnable wake) {
        this(hold, nanos, listener, wake, HeapLimit.routes());
    }

    /** @param most Routes of all clusters */
    public RouteStore(Duration hold, LongSupplier nanos, ClusterListener listener, Runnable wake, int most) {
        this.most = most;
        this.hold = hold;
        this.nanos = nanos;
        this.listener = listener;
        this.wake = wake;
    }

    /** From now on, also for what is held already. */
    public synchronized void hold(Duration now) {
        hold = now;
        release();
    }

    /** Takes in what was known before a restart. */
    public void restore(Collection<KnownRoute> known) {
        Map<String, List<KnownRoute>> byCluster = new HashMap<>();
        known.forEach(each -> byCluster
                .computeIfAbsent(each.route().key().cluster(), name -> new ArrayList<>())
                .add(each));
        byCluster.forEach((cluster, all) -> change(
                cluster,
                (routes, touched) -> all.forEach(each -> {
                    routes.restore(each);
                    touched.add(each.route().key());
                })));
    }

    /**
     * Takes a completed list of a cluster's Routes.
     *
     * @param unreadable what is listed and can't be read: what was known of these stays
     */
    public void list(String cluster, Collection<Route> all, Collection<RouteKey> unreadable) {
        change(cluster, (routes, touched) -> {
            long now = nanos.getAsLong();
            Set<RouteKey> listed = new HashSet<>(unreadable);
            for (Route each : all) {
                listed.add(each.key());
                if (routes.put(each, now)) {
                    touched.add(each.key());
                }
            }
            routes.retain(listed, now, touched);
        });
    }

    /** A Route that is new or otherwise than before. */
    public void put(Route route) {
        change(route.key().cluster(), (routes, touched) -> {
            if (routes.put(route, nanos.getAsLong())) {
                touched.add(route.key());
            }
        });
    }

    /** A Route that is deleted, or makes no claim any more. */
    public void remove(RouteKey key) {
        change(key.cluster(), (routes, touched) -> {
            if (routes.remove(key, nanos.getAsLong())) {
                touched.add(key);
            }
        });
    }

    /** Takes a completed list of a cluster's namespaces, with the labels of each. */
    public void namespaces(String cluster, Map<String, Map<String, String>> labels) {
        change(cluster, (routes, touched) -> routes.namespaces(labels, touched));
    }

    /** A namespace is deleted. */
    public void forgetNamespace(String cluster, String namespace) {
        change(cluster, (routes, touched) -> routes.forgetNamespace(namespace));
    }

    /** Takes the labels of one namespace, which have changed. */
    public void namespace(String cluster, String namespace, Map<String, String> labels) {
        change(cluster, (routes, touched) -> routes.namespace(namespace, labels, touched));
    }

    /** The names of those of which something is known. */
    public synchronized Set<String> clusters() {
        return Set.copyOf(clusters.keySet());
    }

    /**
     * Those of these clusters whose Routes have not been known once, neither now nor before a restart.
     *
     * @param labels whether the labels of their namespaces count
     */
    public synchronized Set<String> unknown(Collection<String> of, boolean labels) {
        Set<String> unknown = new HashSet<>(of);
        clusters.forEach((name, routes) -> {
            if (routes.isKnown(labels)) {
                unknown.remove(name);
            }
        });
        return unknown;
    }

    /** Gives these out again where they are known: something else that counts for them may be otherwise. */
    public void review(Collection<RouteKey> keys) {
        Map<String, List<RouteKey>> byCluster = new HashMap<>();
        keys.forEach(key -> byCluster
                .computeIfAbsent(key.cluster(), name -> new ArrayList<>())
                .add(key));
        byCluster.forEach((cluster, of) -> change(
                cluster,
                (routes, touched) ->
                        of.stream().filter(key -> routes.get(key) != null).forEach(touched::add)));
    }

    /** A cluster that is configured no more: all that is known of it goes at once. */
    public void forget(String cluster) {
        change(cluster, (routes, touched) -> {
            touched.addAll(routes.keys());
            clusters.remove(cluster);
        });
        listener.braked(cluster, 0);
    }

    private void change(String cluster, BiConsumer<ClusterRoutes, Collection<RouteKey>> change) {
        boolean wakes;
        synchronized (this) {
            boolean wasEmpty = changed.isEmpty();
            ClusterRoutes routes = clusters.computeIfAbsent(cluster, name -> new ClusterRoutes());
            Set<RouteKey> touched = new LinkedHashSet<>();
            int held = routes.brake.held();
            change.accept(routes, touched);
            if (routes.brake.engage(routes.admitted(), hold, nanos.getAsLong(), touched)) {
                log.error(
                        "cluster {}: more than half of its admitted Routes went within a minute, {} and counting;"
                                + " what they serve stays for {} s; routes.brake.hold: 0s lets it go",
                        cluster,
                        routes.brake.held(),
                        hold.toSeconds());
            }
            tell(cluster, routes, held);
            mark(cluster, touched);
            wakes = wasEmpty && !changed.isEmpty();
        }
        if (wakes) {
            wake.run();
        }
    }

    private void mark(String cluster, Collection<RouteKey> touched) {
        if (!touched.isEmpty()) {
            since.putIfAbsent(cluster, nanos.getAsLong());
            changed.addAll(touched);
        }
    }

    private void tell(String cluster, ClusterRoutes routes, int heldBefore) {
        int held = routes.brake.held();
        if (held == heldBefore) {
            return;
        }
        listener.braked(cluster, held);
        if (held == 0) {
            log.warn("cluster {}: no Route is held any more", cluster);
        }
    }

    private void release() {
        clusters.forEach((cluster, routes) -> {
            int held = routes.brake.held();
            Set<RouteKey> touched = new LinkedHashSet<>();
            routes.brake.release(hold, nanos.getAsLong(), touched);
            tell(cluster, routes, held);
            mark(cluster, touched);
        });
    }

    /** What has changed since the last time. To be called when woken, and every second, since what is held goes by time. */
    public synchronized RouteChanges take() {
        release();
        Map<RouteKey, Optional<KnownRoute>> taken = new LinkedHashMap<>();
        changed.forEach(key -> taken.put(key, known(key)));
        RouteChanges changes = new RouteChanges(taken, since);
        changed = new LinkedHashSet<>();
        since = new HashMap<>();
        return changes;
    }

    /** A Route as it counts now; empty where there is none. */
    public synchronized Optional<KnownRoute> known(RouteKey key) {
        ClusterRoutes routes = clusters.get(key.cluster());
        return Optional.ofNullable(routes == null ? null : routes.get(key));
    }

    /** How many Routes a cluster may have beside those of the others. */
    public synchronized int room(String cluster) {
        int others = clusters.entrySet().stream()
                .filter(each -> !each.getKey().equals(cluster))
                .mapToInt(each -> each.getValue().count())
                .sum();
        return Math.max(0, most - others);
    }

    /** How many Routes of a cluster are known. */
    public synchronized int count(String cluster) {
        ClusterRoutes routes = clusters.get(cluster);
        return routes == null ? 0 : routes.count();
    }

    /** All as they count now, in no order. */
    public synchronized List<KnownRoute> all() {
        List<KnownRoute> all = new ArrayList<>();
        clusters.values().forEach(routes -> routes.forEach(all::add));
        return all;
    }
}
