package io.wideip.routes.feedback;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteKey;
import io.wideip.routes.mapping.RouteOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells teams what becomes of their Routes, in each cluster that has an API. Thread-safe. */
public final class Feedback implements AutoCloseable {
    private final Function<String, KubernetesClient> clients;
    private final Function<RouteKey, Optional<KnownRoute>> routes;
    private final Map<String, RouteEvents> clusters = new HashMap<>();

    /**
     * Of no cluster yet.
     *
     * @param clients by cluster; throws {@link KubernetesClientException} where there is none just now
     * @param routes as they are known
     */
    public Feedback(Function<String, KubernetesClient> clients, Function<RouteKey, Optional<KnownRoute>> routes) {
        this.clients = clients;
        this.routes = routes;
    }

    /** From now on in these clusters, and in no others. */
    public synchronized void follow(Collection<Cluster> wanted) {
        Set<String> names = wanted.stream()
                .filter(cluster -> !(cluster.access() instanceof ClusterAccess.Manifests))
                .map(Cluster::name)
                .collect(Collectors.toSet());
        for (String name : List.copyOf(clusters.keySet())) {
            if (!names.contains(name)) {
                end(name);
            }
        }
        for (String name : names) {
            clusters.computeIfAbsent(name, cluster -> RouteEvents.start(cluster, () -> clients.apply(cluster)));
        }
    }

    private void end(String name) {
        RouteEvents running = clusters.remove(name);
        if (running != null) {
            running.close();
        }
    }

    /** What has become of these Routes. */
    public synchronized void tell(Map<RouteKey, RouteOutcome> outcomes) {
        outcomes.forEach((key, outcome) -> {
            RouteEvents events = clusters.get(key.cluster());
            if (events != null) {
                routes.apply(key)
                        .ifPresentOrElse(
                                known -> events.tell(key, OutcomeEvents.of(known.route(), outcome)),
                                () -> events.forget(key));
            }
        });
    }

    @Override
    public synchronized void close() {
        List.copyOf(clusters.keySet()).forEach(this::end);
    }
}
