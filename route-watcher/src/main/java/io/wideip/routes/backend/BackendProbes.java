package io.wideip.routes.backend;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.api.MinuteCount;
import io.wideip.routes.api.MissingRights;
import io.wideip.routes.api.PacedThread;
import io.wideip.routes.backend.BackendReader.Found;
import io.wideip.routes.backend.BackendReader.NoPodsException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one cluster's API tells of the pods behind its Routes. It is asked when somebody needs it, at a measured pace, by a thread of
 * its own; what is not known yet, or may not be read, only makes a check less exact. Thread-safe.
 */
public final class BackendProbes implements Backends, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackendProbes.class);

    /**
     * When things are done.
     *
     * @param pace from one request to the next
     * @param again after which a Service is read again
     * @param soon the same where its pods may be others by now: two templates run, or a check fails
     * @param retry after the API has not answered, at first
     */
    record Times(Duration pace, Duration again, Duration soon, Duration retry) {
        static final Times STANDARD =
                new Times(Duration.ofMillis(50), Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    private final String cluster;
    private final Supplier<KubernetesClient> client;
    private final Consumer<List<RouteKey>> changed;
    private final Times times;
    private final PacedThread<ServiceKey> thread;
    private final KnownBackends known;
    private final ReadSchedule schedule;
    private final MinuteCount defects = new MinuteCount();
    /** Of the thread alone. */
    private final MissingRights rights;

    /**
     * Starts to follow a cluster.
     *
     * @param client asked for at each read, since it may be another by then; it throws {@link KubernetesClientException} where there
     *     is none
     * @param changed told which Routes may be checked otherwise now; it must not block
     * @param before what was known before a restart; that of other clusters is passed over
     */
    public static BackendProbes start(
            String cluster,
            Supplier<KubernetesClient> client,
            Consumer<List<RouteKey>> changed,
            Collection<KeptPods> before) {
        return start(cluster, client, changed, before, Times.STANDARD);
    }

    static BackendProbes start(
            String cluster,
            Supplier<KubernetesClient> client,
            Consumer<List<RouteKey>> changed,
            Collection<KeptPods> before,
            Times times) {
        BackendProbes started = new BackendProbes(cluster, client, changed, times);
        before.stream().filter(each -> each.cluster().equals(cluster)).forEach(started.known::restore);
        started.thread.start();
        return started;
    }

    private BackendProbes(
            String cluster, Supplier<KubernetesClient> client, Consumer<List<RouteKey>> changed, Times times) {
        this.cluster = cluster;
        this.client = client;
        this.changed = changed;
        this.times = times;
        thread = new PacedThread<>("pods-" + cluster, times.pace(), times.retry(), this::read);
        schedule = new ReadSchedule(times.again(), times.soon());
        known = new KnownBackends(service -> thread.put(service, Duration.ZERO), this::unwanted);
        rights = new MissingRights(
                cluster,
                "read Services and pods",
                "checks ask the paths of Routes, and not what readiness probes ask; deploy/rbac/read.yaml has the rights");
    }

    @Override
    public synchronized BackendPods pods(Route route) {
        return known.pods(route);
    }

    /** What is known now, whoever asked for it. Has nothing read. */
    public synchronized BackendPods known(Route route) {
        return known.known(route);
    }

    @Override
    public synchronized void forget(RouteKey route) {
        known.forget(route);
    }

    private void unwanted(ServiceKey service) {
        thread.remove(service);
        schedule.forget(service);
    }

    /** A check that was derived for the Route fails: the pods may be others by now, which are asked otherwise. */
    public synchronized void checkFailed(RouteKey route) {
        ServiceKey service = known.service(route);
        if (service != null) {
            Duration wait = schedule.failed(service, System.nanoTime());
            // Before those that are merely due, which are more than a few where there are many Services.
            thread.sooner(service, wait.isZero() ? times.again().negated() : wait);
        }
    }

    /** What is to outlast a restart. */
    public synchronized List<KeptPods> kept() {
        return known.kept(cluster);
    }

    @Override
    public void close() {
        thread.close();
    }

    private void read(ServiceKey service) throws InterruptedException {
        List<RouteKey> routes;
        try {
            Found found = new BackendReader(client.get(), thread::pace).read(service, template(service));
            answered(service);
            routes = read(service, found.rolling(), () -> known.found(service, found.ports(), found.template()));
        } catch (NoPodsException e) {
            answered(service);
            routes = read(service, false, () -> known.unknown(service, String.valueOf(e.getMessage())));
        } catch (KubernetesClientException e) {
            routes = failed(service, e);
        } catch (RuntimeException e) {
            long count = defects.add();
            if (count > 0) {
                log.warn(
                        "cluster {}: the pods of Service {} can't be read; in all: {} (said once a minute)",
                        cluster,
                        service,
                        count,
                        e);
            }
            routes = read(service, false, () -> known.unreadable(service, "its pods can't be read"));
        }
        if (!routes.isEmpty()) {
            changed.accept(routes);
        }
    }

    private synchronized @Nullable PodTemplate template(ServiceKey service) {
        return known.template(service);
    }

    /** Takes in what a read has found, and reads the Service again later if somebody still asks for it. */
    private synchronized List<RouteKey> read(ServiceKey service, boolean rolling, Supplier<List<RouteKey>> found) {
        if (known.isWanted(service)) {
            thread.put(service, schedule.read(service, rolling, System.nanoTime()));
        }
        return found.get();
    }

    /** The same for what was not read: it is tried again as soon as the API is asked again. */
    private synchronized List<RouteKey> notRead(ServiceKey service) {
        if (known.isWanted(service)) {
            thread.put(service, Duration.ZERO);
        }
        return known.unreadable(service, "the cluster's API does not answer");
    }

    private void answered(ServiceKey service) {
        thread.succeeded();
        rights.given(service.namespace());
    }

    private List<RouteKey> failed(ServiceKey service, KubernetesClientException e) {
        if (e.getCode() == 403) {
            thread.succeeded();
            rights.missing(service.namespace());
            String why = "there is no right to read Services and pods of namespace " + service.namespace();
            return read(service, false, () -> known.unreadable(service, why));
        }
        log.debug("cluster {}: the pods of Service {} can't be read", cluster, service, e);
        thread.failed();
        return notRead(service);
    }
}
