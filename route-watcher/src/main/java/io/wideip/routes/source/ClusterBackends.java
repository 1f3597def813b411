package io.wideip.routes.source;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.RouteStore;
import io.wideip.routes.backend.BackendPods;
import io.wideip.routes.backend.BackendProbes;
import io.wideip.routes.backend.Backends;
import io.wideip.routes.backend.KeptPods;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The pods behind the Routes of all clusters: each cluster's are asked for by itself. Thread-safe. */
final class ClusterBackends implements Backends, AutoCloseable {
    private static final Backends MANIFESTS = Backends.none("its Routes are read from manifests, without pods");
    private static final Backends NONE = Backends.none("its cluster is not followed");

    private final Function<String, KubernetesClient> clients;
    private final RouteStore store;
    private final Map<String, Backends> clusters = new ConcurrentHashMap<>();
    private volatile List<KeptPods> before = List.of();

    /** @param clients by cluster; throws where there is none just now */
    ClusterBackends(Function<String, KubernetesClient> clients, RouteStore store) {
        this.clients = clients;
        this.store = store;
    }

    /** Takes in what was known before a restart. To be called before any cluster is followed. */
    void remember(Collection<KeptPods> kept) {
        before = List.copyOf(kept);
    }

    /** Of these clusters, too, from now on. */
    void follow(Collection<Cluster> wanted) {
        for (Cluster cluster : wanted) {
            boolean isManifests = cluster.access() instanceof ClusterAccess.Manifests;
            Backends running = clusters.get(cluster.name());
            if (running == null || isManifests == running instanceof BackendProbes) {
                end(cluster.name());
                clusters.put(cluster.name(), isManifests ? MANIFESTS : start(cluster.name()));
            }
        }
    }

    private BackendProbes start(String cluster) {
        return BackendProbes.start(cluster, () -> clients.apply(cluster), store::review, before);
    }

    /** Of no other clusters any more. */
    void keepOnly(Set<String> names) {
        List.copyOf(clusters.keySet()).stream()
                .filter(name -> !names.contains(name))
                .forEach(this::end);
    }

    /** What is to outlast a restart. */
    List<KeptPods> kept() {
        return clusters.values().stream()
                .filter(BackendProbes.class::isInstance)
                .flatMap(probes -> ((BackendProbes) probes).kept().stream())
                .toList();
    }

    private void end(String name) {
        if (clusters.remove(name) instanceof BackendProbes running) {
            running.close();
        }
    }

    @Override
    public BackendPods pods(Route route) {
        return clusters.getOrDefault(route.key().cluster(), NONE).pods(route);
    }

    /** The same to look at: nothing is read for who asks here. */
    Backends known() {
        return new Backends() {
            @Override
            public BackendPods pods(Route route) {
                Backends running = clusters.getOrDefault(route.key().cluster(), NONE);
                return running instanceof BackendProbes probes ? probes.known(route) : running.pods(route);
            }

            @Override
            public void forget(RouteKey route) {}
        };
    }

    @Override
    public void forget(RouteKey route) {
        clusters.getOrDefault(route.cluster(), NONE).forget(route);
    }

    /** A check that was derived for the Route fails. */
    void checkFailed(RouteKey route) {
        if (clusters.get(route.cluster()) instanceof BackendProbes running) {
            running.checkFailed(route);
        }
    }

    @Override
    public void close() {
        List.copyOf(clusters.keySet()).forEach(this::end);
    }
}
