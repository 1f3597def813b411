package io.wideip.routes.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.wideip.config.ClaimRule;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.Glob;
import io.wideip.config.RouteOptions;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.RouteStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows the Routes of all clusters that have an API, each by itself. Thread-safe. */
public final class ClusterWatches implements AutoCloseable {
    /** What makes it necessary to follow a cluster anew. */
    private record Followed(
            ClusterAccess access,
            List<Glob> namespaces,
            @Nullable String selector,
            String annotationPrefix,
            boolean namespaceLabels) {}

    private record Running(Followed as, ClusterWatch watch) {}

    private final RouteStore store;
    private final ClusterListener listener;
    private final boolean allowExec;
    private final Timing timing;
    private final Map<String, Running> running = new HashMap<>();

    /** Follows none yet. The commands of kubeconfigs run only where that is allowed. */
    public ClusterWatches(RouteStore store, ClusterListener listener, boolean allowExec) {
        this(store, listener, allowExec, Timing.STANDARD);
    }

    ClusterWatches(RouteStore store, ClusterListener listener, boolean allowExec, Timing timing) {
        this.store = store;
        this.listener = listener;
        this.allowExec = allowExec;
        this.timing = timing;
    }

    /**
     * From now on follows these clusters, and no others. What is known of one that is followed otherwise now stays until its list
     * is complete; one that is there no more is forgotten at once.
     */
    public synchronized void follow(Collection<Cluster> clusters, RouteOptions options) {
        Map<String, Cluster> wanted = clusters.stream()
                .filter(cluster -> !(cluster.access() instanceof ClusterAccess.Manifests))
                .collect(Collectors.toMap(Cluster::name, Function.identity()));
        boolean labels =
                options.allow().stream().map(ClaimRule::namespaceSelector).anyMatch(Objects::nonNull);
        for (String name : List.copyOf(running.keySet())) {
            if (!wanted.containsKey(name)) {
                end(name);
                listener.live(name, false);
            }
        }
        Set<String> all = clusters.stream().map(Cluster::name).collect(Collectors.toSet());
        store.clusters().stream().filter(name -> !all.contains(name)).forEach(store::forget);
        wanted.forEach((name, cluster) -> {
            Followed as = new Followed(
                    cluster.access(), cluster.namespaces(), cluster.selector(), options.annotationPrefix(), labels);
            Running before = running.get(name);
            if (before == null || !before.as.equals(as)) {
                end(name);
                running.put(name, new Running(as, start(cluster, as)));
            }
        });
    }

    private ClusterWatch start(Cluster cluster, Followed as) {
        return ClusterWatch.start(
                cluster,
                as.annotationPrefix,
                as.namespaceLabels,
                new ClusterClient(cluster.name(), cluster.access(), allowExec, timing),
                timing,
                store,
                listener);
    }

    private void end(String name) {
        Running before = running.remove(name);
        if (before != null) {
            before.watch.close();
        }
    }

    /**
     * What asks a cluster's API; empty where there is no such cluster, or nothing to ask it with just now. It is closed under its
     * user's hands when the credentials change: ask for another one then.
     */
    public Optional<KubernetesClient> client(String cluster) {
        ClusterClient client;
        synchronized (this) {
            Running now = running.get(cluster);
            if (now == null) {
                return Optional.empty();
            }
            client = now.watch.client();
        }
        try {
            return Optional.of(client.get());
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    /** Ends them; what is known stays known. */
    @Override
    public synchronized void close() {
        List.copyOf(running.keySet()).forEach(this::end);
    }
}
