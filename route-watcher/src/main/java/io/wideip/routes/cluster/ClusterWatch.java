package io.wideip.routes.cluster;

import io.wideip.config.Cluster;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.RouteStore;
import io.wideip.routes.json.RouteReader;
import java.util.List;

/** Follows one cluster. */
final class ClusterWatch implements AutoCloseable {
    private final ClusterClient client;
    private final List<Reflector> reflectors;

    private ClusterWatch(ClusterClient client, List<Reflector> reflectors) {
        this.client = client;
        this.reflectors = reflectors;
    }

    /**
     * Begins at once, and waits for nothing.
     *
     * @param namespaces whether to follow the labels of its namespaces too
     */
    static ClusterWatch start(
            Cluster cluster,
            String annotationPrefix,
            boolean namespaces,
            ClusterClient client,
            Timing timing,
            RouteStore store,
            ClusterListener listener) {
        RouteFeed routes = new RouteFeed(cluster, new RouteReader(annotationPrefix), store);
        Reflector ofRoutes = new Reflector(cluster.name(), client, routes, timing, listener);
        List<Reflector> all = namespaces
                ? List.of(
                        ofRoutes,
                        new Reflector(
                                cluster.name(),
                                client,
                                new NamespaceFeed(cluster.name(), store),
                                timing,
                                new FailuresOnly(listener)))
                : List.of(ofRoutes);
        all.forEach(Reflector::start);
        return new ClusterWatch(client, all);
    }

    /** A cluster is live where its Routes are; labels of namespaces are extra. */
    private record FailuresOnly(ClusterListener listener) implements ClusterListener {
        @Override
        public void live(String cluster, boolean live) {
            // As its Routes are.
        }

        @Override
        public void heard(String cluster) {
            listener.heard(cluster);
        }

        @Override
        public void failed(String cluster, String reason) {
            listener.failed(cluster, reason);
        }

        @Override
        public void braked(String cluster, int routes) {
            listener.braked(cluster, routes);
        }
    }

    ClusterClient client() {
        return client;
    }

    /** Returns when it gives the store nothing more. */
    @Override
    public void close() {
        client.close();
        reflectors.forEach(Reflector::close);
    }
}
