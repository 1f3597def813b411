package io.wideip.routes.source;

import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.RouteOptions;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.RouteStore;
import io.wideip.routes.manifest.ManifestDirectory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Follows the clusters whose Routes are read from manifests. Thread-safe. */
final class ManifestClusters implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private record Running(Cluster cluster, String annotationPrefix, ManifestDirectory directory) {}

    private final RouteStore store;
    private final ClusterListener listener;
    private final Map<String, Running> running = new HashMap<>();

    ManifestClusters(RouteStore store, ClusterListener listener) {
        this.store = store;
        this.listener = listener;
    }

    /** From now on follows those of these clusters that have manifests, and no others. Reads what is new before it returns. */
    synchronized void follow(Collection<Cluster> clusters, RouteOptions options) {
        Map<String, Cluster> wanted = clusters.stream()
                .filter(cluster -> cluster.access() instanceof ClusterAccess.Manifests)
                .collect(Collectors.toMap(Cluster::name, Function.identity()));
        for (Running before : List.copyOf(running.values())) {
            if (!before.cluster.equals(wanted.get(before.cluster.name()))
                    || !before.annotationPrefix.equals(options.annotationPrefix())) {
                running.remove(before.cluster.name());
                before.directory.close();
            }
        }
        wanted.forEach((name, cluster) -> running.computeIfAbsent(name, any -> start(cluster, options)));
    }

    private Running start(Cluster cluster, RouteOptions options) {
        ManifestDirectory directory = new ManifestDirectory(
                cluster,
                ((ClusterAccess.Manifests) cluster.access()).directory(),
                options.annotationPrefix(),
                store,
                listener);
        directory.start(POLL);
        return new Running(cluster, options.annotationPrefix(), directory);
    }

    @Override
    public synchronized void close() {
        running.values().forEach(each -> each.directory.close());
        running.clear();
    }
}
