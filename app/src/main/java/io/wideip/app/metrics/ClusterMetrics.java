package io.wideip.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wideip.routes.ClusterListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is heard of the clusters, and how soon it is answered. Thread-safe. */
public final class ClusterMetrics implements ClusterListener {
    private static final Duration[] TIMES = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(150),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20)
    };

    /** What has become of a Route. */
    public enum Outcome {
        /** It asks for nothing. */
        NONE,
        /** No router that counts has admitted it. */
        WAITING,
        SERVING,
        /** It serves, and not all that it asks for. */
        PROBLEM,
        REFUSED
    }

    /** The meters of one cluster. */
    private static final class OfCluster {
        final List<Meter> gauges = new ArrayList<>();
        final Map<String, Counter> errors = new ConcurrentHashMap<>();
        volatile boolean live;
        volatile Instant heard = Instant.EPOCH;
        volatile int braked;
        final Map<Outcome, Integer> routes = new ConcurrentHashMap<>();
    }

    private final MeterRegistry registry;
    private final Timer answered;
    private final Map<String, OfCluster> clusters = new ConcurrentHashMap<>();

    ClusterMetrics(MeterRegistry registry) {
        this.registry = registry;
        answered = Timer.builder("wideip.route.answered")
                .description("From hearing of a Route's change to answering by it")
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }

    @Override
    public void live(String cluster, boolean live) {
        known(cluster).ifPresent(of -> of.live = live);
    }

    @Override
    public void heard(String cluster) {
        known(cluster).ifPresent(of -> of.heard = Instant.now());
    }

    @Override
    public void failed(String cluster, String reason) {
        known(cluster)
                .ifPresent(of -> of.errors
                        .computeIfAbsent(reason, any -> errors(cluster, reason))
                        .increment());
    }

    @Override
    public void braked(String cluster, int routes) {
        known(cluster).ifPresent(of -> of.braked = routes);
    }

    /**
     * How a cluster stands.
     *
     * @param heard when its API has last said something; null for never
     * @param braked Routes that serve on though they are gone
     */
    public record State(boolean live, @Nullable Instant heard, int braked, Map<Outcome, Integer> routes) {}

    /** Of each cluster, by name. */
    public Map<String, State> states() {
        Map<String, State> states = new TreeMap<>();
        clusters.forEach((name, of) -> states.put(
                name,
                new State(
                        of.live, of.heard.equals(Instant.EPOCH) ? null : of.heard, of.braked, Map.copyOf(of.routes))));
        return states;
    }

    /** A Route has another outcome now. */
    public void moved(String cluster, Outcome before, Outcome now) {
        known(cluster).ifPresent(of -> {
            of.routes.merge(before, -1, Integer::sum);
            of.routes.merge(now, 1, Integer::sum);
        });
    }

    /** The answers hold what was heard so long ago. */
    public void answered(Duration after) {
        answered.record(after);
    }

    /** Counts for these clusters from now on, and forgets all others: what is still said of them is not counted. */
    void keepOnly(Set<String> names) {
        clusters.keySet().removeIf(name -> {
            OfCluster gone = names.contains(name) ? null : clusters.get(name);
            if (gone != null) {
                gone.gauges.forEach(registry::remove);
                gone.errors.values().forEach(registry::remove);
            }
            return gone != null;
        });
        names.forEach(name -> clusters.computeIfAbsent(name, this::register));
    }

    private Optional<OfCluster> known(String cluster) {
        return Optional.ofNullable(clusters.get(cluster));
    }

    private OfCluster register(String cluster) {
        OfCluster of = new OfCluster();
        of.gauges.add(Gauge.builder("wideip.cluster.live", of, it -> it.live ? 1 : 0)
                .description("1 while the cluster's Routes are listed and their changes are heard")
                .tag("cluster", cluster)
                .register(registry));
        of.gauges.add(Gauge.builder(
                        "wideip.cluster.heard.timestamp.seconds", of, it -> it.heard.toEpochMilli() / 1000.0)
                .description("When the cluster's API has last said something, in seconds since 1970; 0 for never")
                .tag("cluster", cluster)
                .register(registry));
        of.gauges.add(Gauge.builder("wideip.routes.braked", of, it -> it.braked)
                .description("Routes that serve on though they are gone, because too many went at once")
                .tag("cluster", cluster)
                .register(registry));
        for (Outcome outcome : List.of(Outcome.SERVING, Outcome.PROBLEM, Outcome.REFUSED, Outcome.WAITING)) {
            of.gauges.add(Gauge.builder("wideip.routes", of, it -> it.routes.getOrDefault(outcome, 0))
                    .description("Routes that ask for a wide IP, by what they got")
                    .tag("cluster", cluster)
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
        return of;
    }

    private Counter errors(String cluster, String reason) {
        return Counter.builder("wideip.cluster.errors")
                .description("What went wrong with the cluster's API")
                .tag("cluster", cluster)
                .tag("reason", reason)
                .register(registry);
    }
}
