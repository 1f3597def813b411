package io.wideip.routes.source;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.RouteOptions;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Sources;
import io.wideip.config.catalog.Warning;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.standing.Target;
import io.wideip.config.state.StateDirectory;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.RouteKey;
import io.wideip.routes.RouteStore;
import io.wideip.routes.cluster.ClusterWatches;
import io.wideip.routes.feedback.Feedback;
import io.wideip.routes.kept.Kept;
import io.wideip.routes.kept.KeptRoutes;
import io.wideip.routes.mapping.RouteOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes wide IPs from the annotated Routes of all clusters, and puts them into the catalog as these change. Thread-safe. */
public final class RouteWatcher implements AutoCloseable {
    private final FirstLists firstLists = new FirstLists();
    private final Vocabulary vocabulary;
    private final RouteStore store;
    private final RouteSource source;
    private final ClusterWatches watches;
    private final ManifestClusters manifests;
    private final ClusterBackends backends;
    private final Feedback feedback;
    private final IncompleteZones incomplete;
    /** Null until it is known where. */
    private volatile @Nullable KeptRoutes kept;

    private boolean started;

    /** Tells teams of what was mapped, has it kept, and forgets the pods of Routes that ask for nothing any more. */
    private final class MappedListener implements RouteSource.Listener {
        private final RouteSource.Listener next;

        MappedListener(RouteSource.Listener next) {
            this.next = next;
        }

        @Override
        public void mapped(Map<RouteKey, RouteOutcome> outcomes) {
            next.mapped(outcomes);
            feedback.tell(outcomes);
            outcomes.forEach((key, outcome) -> {
                if (outcome.equals(RouteOutcome.NONE)) {
                    backends.forget(key);
                }
            });
            KeptRoutes keeping = kept;
            if (keeping != null) {
                keeping.changed();
            }
        }

        @Override
        public void warned(List<Warning> warnings) {
            next.warned(warnings);
        }

        @Override
        public void answered(String cluster, long since) {
            next.answered(cluster, since);
        }

        @Override
        public void upToDate() {
            incomplete.look();
        }
    }

    /**
     * Follows no cluster yet.
     *
     * @param sources gets what Routes make
     * @param listener counts by cluster what happens
     * @param outcomes told what becomes of Routes
     * @param allowExec whether the commands of kubeconfigs may be run
     * @param zones told in which zones Routes may have names that are not known yet; often the same
     */
    public RouteWatcher(
            Sources sources,
            Vocabulary vocabulary,
            ClusterListener listener,
            RouteSource.Listener outcomes,
            boolean allowExec,
            Consumer<Set<DomainName>> zones) {
        this.vocabulary = vocabulary;
        ClusterListener clusters = new FirstListsListener(listener, firstLists);
        store = new RouteStore(RouteOptions.STANDARD.brakeHold(), System::nanoTime, clusters, this::wake);
        watches = new ClusterWatches(store, clusters, allowExec);
        manifests = new ManifestClusters(store, clusters);
        backends = new ClusterBackends(this::client, store);
        incomplete = new IncompleteZones(store, zones);
        feedback = new Feedback(this::client, store::known);
        source = new RouteSource(
                sources,
                store,
                new RouteMappings(vocabulary, backends),
                new MappedListener(outcomes),
                backends::checkFailed,
                System::nanoTime);
    }

    /** Takes in what was known before a restart, and keeps what is known from now on. To be called before the first YAML. */
    public void remember(StateDirectory directory) {
        Kept before = KeptRoutes.read(directory);
        store.restore(before.routes());
        backends.remember(before.pods());
        Map<DomainName, String> owners = new HashMap<>();
        before.owners().forEach((name, namespace) -> owners.put(new DomainName(name), namespace));
        source.remember(owners);
        kept = KeptRoutes.in(directory, this::known);
    }

    private Kept known() {
        Map<String, String> owners = new HashMap<>();
        source.owners().forEach((name, namespace) -> owners.put(name.text(), namespace));
        return new Kept(store.all(), owners, backends.kept());
    }

    private void wake() {
        source.wake();
    }

    private KubernetesClient client(String cluster) {
        return watches.client(cluster)
                .orElseThrow(() -> new KubernetesClientException("the cluster can't be asked just now"));
    }

    /** Puts a YAML to use, with what the Routes of its clusters make. Where it throws, nothing has changed. */
    public synchronized void put(Merged yaml) {
        Catalog catalog = yaml.catalog();
        // Before the mapping, so that checks are derived from the pods that were known before a restart.
        backends.follow(catalog.clusters().values());
        source.put(yaml);
        backends.keepOnly(catalog.clusters().keySet());
        if (!started) {
            Set<String> unknown = new HashSet<>(catalog.clusters().keySet());
            unknown.removeAll(store.clusters());
            firstLists.await(unknown);
        }
        store.hold(catalog.routes().brakeHold());
        watches.follow(catalog.clusters().values(), catalog.routes());
        manifests.follow(catalog.clusters().values(), catalog.routes());
        feedback.follow(catalog.clusters().values());
        incomplete.follow(catalog);
        if (!started) {
            source.start();
            started = true;
        }
    }

    /** What {@link #put} would make of a YAML now. Nothing is changed, and no pods are read. */
    public RoutePreview preview(Merged yaml, Catalog present) {
        Merged merged = source.preview(yaml, new RouteMappings(vocabulary, backends.known()));
        return RoutePreview.of(merged, present);
    }

    /** A target has gone down. If its check was derived from pods, these are read again soon. Does not block. */
    public void failed(Target target) {
        source.failed(target);
    }

    /**
     * Completes when each cluster of the first YAML has been listed, or could not be, and what that gave is in the catalog. One whose
     * Routes are known from before a restart is not waited for.
     */
    public CompletionStage<Void> heard() {
        return firstLists.complete().thenCompose(all -> source.updated());
    }

    /** Ends all threads; what is known stays in the catalog. */
    @Override
    public synchronized void close() {
        watches.close();
        manifests.close();
        backends.close();
        feedback.close();
        source.close();
        KeptRoutes keeping = kept;
        if (keeping != null) {
            keeping.close();
        }
    }
}
