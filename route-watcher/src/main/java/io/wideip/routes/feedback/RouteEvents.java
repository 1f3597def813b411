package io.wideip.routes.feedback;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.wideip.routes.RouteKey;
import io.wideip.routes.api.MinuteCount;
import io.wideip.routes.api.MissingRights;
import io.wideip.routes.api.PacedThread;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events into one cluster, by a thread of its own and at a measured pace. It only ever creates them. A right that is missing,
 * or an API that is away, costs no more than Events. Thread-safe.
 */
public final class RouteEvents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RouteEvents.class);

    /**
     * When things are done.
     *
     * @param pace from one Event to the next
     * @param again after which it is tried whether a missing right is there
     * @param retry after the API has not answered, at first
     */
    record Times(Duration pace, Duration again, Duration retry) {
        static final Times STANDARD = new Times(Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(1));
    }

    private static final int MOST_ROUTES = 10_000;
    private static final int MOST_WRITTEN = 20_000;

    private final String cluster;
    private final Supplier<KubernetesClient> client;
    private final Clock clock;
    private final Times times;
    private final PacedThread<RouteKey> thread;
    private final WaitingEvents waiting = new WaitingEvents(MOST_ROUTES, MOST_WRITTEN);
    private final MinuteCount leftOut = new MinuteCount();
    /** Of the thread alone, like what follows. */
    private final MissingRights rights;

    /** Until when a namespace is known to lack the right. */
    private final Map<String, Long> refused = new HashMap<>();

    /**
     * Starts to write into a cluster.
     *
     * @param client asked for at each Event, since it may be another by then; it throws {@link KubernetesClientException} where there
     *     is none
     */
    public static RouteEvents start(String cluster, Supplier<KubernetesClient> client) {
        return start(cluster, client, Clock.systemUTC(), Times.STANDARD);
    }

    static RouteEvents start(String cluster, Supplier<KubernetesClient> client, Clock clock, Times times) {
        RouteEvents started = new RouteEvents(cluster, client, clock, times);
        started.thread.start();
        return started;
    }

    private RouteEvents(String cluster, Supplier<KubernetesClient> client, Clock clock, Times times) {
        this.cluster = cluster;
        this.client = client;
        this.clock = clock;
        this.times = times;
        thread = new PacedThread<>("events-" + cluster, times.pace(), times.retry(), this::write);
        rights = new MissingRights(
                cluster, "create Events", "teams are told nothing there; deploy/rbac/events.yaml has the right");
    }

    /** What a Route's team is to know now. What waits to be told of this Route is not told. */
    public synchronized void tell(RouteKey route, List<RouteEvent> events) {
        boolean fits = waiting.put(route, events);
        warn(fits ? leftOut.toTell() : leftOut.add());
        again(route, Duration.ZERO);
    }

    private void warn(long routes) {
        if (routes > 0) {
            log.warn(
                    "cluster {}: Events of {} Routes wait to be written, and those of {} more are not (said once a minute)",
                    cluster,
                    MOST_ROUTES,
                    routes);
        }
    }

    /** The Route is gone. */
    public synchronized void forget(RouteKey route) {
        waiting.forget(route);
        thread.remove(route);
    }

    @Override
    public void close() {
        thread.close();
    }

    private void write(RouteKey route) throws InterruptedException {
        RouteEvent event = next(route);
        Duration refusal = refusal(route.namespace());
        if (event == null || !refusal.isZero()) {
            again(route, refusal);
            return;
        }
        thread.pace();
        try {
            client.get()
                    .v1()
                    .events()
                    .inNamespace(route.namespace())
                    .resource(EventObject.of(event, clock.instant()))
                    .create();
            done(event);
        } catch (KubernetesClientException e) {
            failed(event, e);
        }
    }

    private synchronized @Nullable RouteEvent next(RouteKey route) {
        return waiting.next(route);
    }

    /** For how long the right is not asked for again; zero where it is. */
    private Duration refusal(String namespace) {
        Long until = refused.get(namespace);
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    private void failed(RouteEvent event, KubernetesClientException e) {
        RouteKey route = event.route();
        switch (e.getCode()) {
            // Another server has written it, or this one before a restart.
            case 409 -> done(event);
            case 403 -> {
                thread.succeeded();
                rights.missing(route.namespace());
                refused.put(route.namespace(), System.nanoTime() + times.again().toNanos());
                again(route, times.again());
            }
            case 400, 404, 413, 422 -> {
                log.debug("cluster {}: an Event of {} is not taken", cluster, route, e);
                done(event);
            }
            default -> {
                log.debug("cluster {}: an Event of {} can't be written", cluster, route, e);
                thread.failed();
                again(route, Duration.ZERO);
            }
        }
    }

    private void done(RouteEvent event) {
        warn(leftOut.toTell());
        thread.succeeded();
        rights.given(event.route().namespace());
        refused.remove(event.route().namespace());
        synchronized (this) {
            waiting.written(event);
            again(event.route(), Duration.ZERO);
        }
    }

    private synchronized void again(RouteKey route, Duration later) {
        if (waiting.next(route) != null) {
            thread.put(route, later);
        }
    }
}
