package io.wideip.routes.cluster;

import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.Datacenter;
import io.wideip.config.RouteOptions;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What follows clusters in a test, and what it has heard. */
final class Followers implements AutoCloseable, ClusterListener {
    final RouteStore store = new RouteStore(Duration.ofMinutes(10), System::nanoTime, this, () -> {});
    final Set<String> live = ConcurrentHashMap.newKeySet();
    final ConcurrentMap<String, Set<String>> failures = new ConcurrentHashMap<>();
    private final ClusterWatches watches = new ClusterWatches(store, this, false);

    void follow(Cluster... clusters) {
        watches.follow(List.of(clusters), RouteOptions.STANDARD);
    }

    static Cluster cluster(String name, ClusterAccess access) {
        return new Cluster(name, new Datacenter("east", null), access, null, Map.of(), List.of(), null);
    }

    /** The admitted Routes of all clusters, as {@code CLUSTER/NAME}, in order. */
    List<String> admitted() {
        return store.all().stream()
                .filter(KnownRoute::isAdmitted)
                .map(each ->
                        each.route().key().cluster() + "/" + each.route().key().name())
                .sorted()
                .toList();
    }

    @Override
    public void live(String cluster, boolean isLive) {
        if (isLive) {
            live.add(cluster);
        } else {
            live.remove(cluster);
        }
    }

    @Override
    public void heard(String cluster) {}

    @Override
    public void failed(String cluster, String reason) {
        failures.computeIfAbsent(cluster, name -> ConcurrentHashMap.newKeySet()).add(reason);
    }

    @Override
    public void braked(String cluster, int routes) {}

    @Override
    public void close() {
        watches.close();
    }
}
