package io.wideip.routes.cluster;

import static org.awaitility.Awaitility.await;

import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.Datacenter;
import io.wideip.config.RouteOptions;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteStore;
import io.wideip.routes.json.RouteReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.awaitility.core.ThrowingRunnable;

/** What follows clusters in a test, and what it has heard. */
final class Followers implements AutoCloseable, ClusterListener {
    /** For tests in which time itself is not tested. */
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofSeconds(1));

    final RouteStore store = new RouteStore(Duration.ofMinutes(10), System::nanoTime, this, () -> {});
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Set<String>> failures = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> braked = new ConcurrentHashMap<>();
    private final ClusterWatches watches;

    Followers(Timing timing) {
        watches = new ClusterWatches(store, this, false, timing);
    }

    void follow(Cluster... clusters) {
        watches.follow(List.of(clusters), RouteOptions.STANDARD);
    }

    void follow(RouteOptions options, Cluster... clusters) {
        watches.follow(List.of(clusters), options);
    }

    static Cluster cluster(String name, ClusterAccess access) {
        return new Cluster(name, new Datacenter("east"), access, null, Map.of(), List.of(), null);
    }

    /** The admitted Routes whose names begin so, as {@code CLUSTER/NAME}, in order. */
    List<String> admitted(String prefix) {
        return routes(each -> each.isAdmitted() && each.route().key().name().startsWith(prefix));
    }

    List<String> routes(Predicate<KnownRoute> which) {
        return store.all().stream()
                .filter(which)
                .map(each ->
                        each.route().key().cluster() + "/" + each.route().key().name())
                .sorted()
                .toList();
    }

    /** Waits until what is asserted holds. */
    static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    /** Follows a cluster for a while, without a list before. */
    void watchFrom(ClusterAccess access, String version) throws ApiException, InterruptedException {
        RouteFeed feed = new RouteFeed(cluster("east-1", access), new RouteReader("wideip.io"), store);
        try (ClusterClient client = new ClusterClient("east-1", access, false, QUICK)) {
            WatchStream.open(client.get(), feed, version, QUICK, () -> {}).awaitEnd(10_000);
        }
    }

    boolean isLive(String cluster) {
        return live.contains(cluster);
    }

    Set<String> failures(String cluster) {
        return failures.getOrDefault(cluster, Set.of());
    }

    int braked(String cluster) {
        return braked.getOrDefault(cluster, 0);
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
    public void braked(String cluster, int routes) {
        braked.put(cluster, routes);
    }

    @Override
    public void close() {
        watches.close();
    }
}
