package io.wideip.routes.backend;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.backend.BackendReader.Found;
import io.wideip.routes.backend.BackendReader.NoPodsException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
     * @param rolling the same while pods of two templates run
     * @param retry after the API has not answered, at first
     */
    record Times(Duration pace, Duration again, Duration rolling, Duration retry) {
        static final Times STANDARD =
                new Times(Duration.ofMillis(50), Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    private static final int MOST_DOUBLINGS = 6;

    private final String cluster;
    private final Supplier<KubernetesClient> client;
    private final Consumer<List<RouteKey>> changed;
    private final Times times;
    private final ReadQueue queue = new ReadQueue();
    private final KnownBackends known = new KnownBackends(queue);
    private final Thread thread;
    private boolean closed;
    /** Namespaces. Of the thread alone, like what follows. */
    private final Set<String> forbidden = new HashSet<>();

    private int failures;

    /**
     * Starts to follow a cluster.
     *
     * @param client asked for at each read, since it may be another by then
     * @param changed told which Routes may be checked otherwise now; it must not block
     */
    public static BackendProbes start(
            String cluster, Supplier<KubernetesClient> client, Consumer<List<RouteKey>> changed) {
        return start(cluster, client, changed, Times.STANDARD);
    }

    static BackendProbes start(
            String cluster, Supplier<KubernetesClient> client, Consumer<List<RouteKey>> changed, Times times) {
        BackendProbes started = new BackendProbes(cluster, client, changed, times);
        started.thread.start();
        return started;
    }

    private BackendProbes(
            String cluster, Supplier<KubernetesClient> client, Consumer<List<RouteKey>> changed, Times times) {
        this.cluster = cluster;
        this.client = client;
        this.changed = changed;
        this.times = times;
        thread = new Thread(this::run, "pods-" + cluster);
        thread.setDaemon(true);
    }

    @Override
    public synchronized BackendPods pods(Route route) {
        BackendPods pods = known.pods(route, System.nanoTime());
        notifyAll();
        return pods;
    }

    @Override
    public synchronized void forget(RouteKey route) {
        known.forget(route);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            for (ServiceKey next = next(); next != null; next = next()) {
                read(next);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Waits for the next to read; null once closed. */
    private synchronized @Nullable ServiceKey next() throws InterruptedException {
        while (!closed) {
            long now = System.nanoTime();
            ServiceKey next = queue.take(now);
            if (next != null) {
                return next;
            }
            Duration idle = queue.idle(now);
            if (idle == null) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, idle.toNanos()));
            }
        }
        return null;
    }

    private void read(ServiceKey service) throws InterruptedException {
        try {
            List<RouteKey> routes = readNow(service);
            if (!routes.isEmpty()) {
                changed.accept(routes);
            }
        } catch (RuntimeException e) {
            log.warn("cluster {}: the pods of Service {} can't be read", cluster, service, e);
            again(service, times.again(), () -> known.unreadable(service, "its pods can't be read"));
        }
    }

    private List<RouteKey> readNow(ServiceKey service) throws InterruptedException {
        try {
            Found found = new BackendReader(client.get(), this::pace).read(service, template(service));
            answered(service);
            return again(
                    service,
                    found.rolling() ? times.rolling() : times.again(),
                    () -> known.found(service, found.ports(), found.template()));
        } catch (NoPodsException e) {
            answered(service);
            return again(service, times.again(), () -> known.unknown(service, String.valueOf(e.getMessage())));
        } catch (KubernetesClientException e) {
            return failed(service, e);
        }
    }

    private void pace() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(times.pace().toNanos());
    }

    private synchronized @Nullable PodTemplate template(ServiceKey service) {
        return known.template(service);
    }

    /** Takes in what a read has found, and reads the Service again later if somebody still asks for it. */
    private synchronized List<RouteKey> again(ServiceKey service, Duration later, Supplier<List<RouteKey>> found) {
        if (known.isWanted(service)) {
            queue.put(service, System.nanoTime() + later.toNanos());
        }
        return found.get();
    }

    private void answered(ServiceKey service) {
        failures = 0;
        if (forbidden.remove(service.namespace()) && forbidden.isEmpty()) {
            log.info("cluster {}: pods can be read again", cluster);
        }
    }

    private List<RouteKey> failed(ServiceKey service, KubernetesClientException e) {
        if (e.getCode() == 401 || e.getCode() == 403) {
            String why = "there is no right to read Services and pods of namespace " + service.namespace();
            if (forbidden.isEmpty()) {
                log.warn(
                        "cluster {}: {}, so checks ask the paths of Routes and not what readiness probes ask:"
                                + " deploy/rbac/read.yaml has the rights",
                        cluster,
                        why);
            }
            forbidden.add(service.namespace());
            failures = 0;
            return again(service, times.again(), () -> known.unreadable(service, why));
        }
        log.debug("cluster {}: the pods of Service {} can't be read", cluster, service, e);
        Duration pause = times.retry().multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        return again(service, Duration.ZERO, () -> {
            queue.pause(System.nanoTime() + pause.toNanos());
            return known.unreadable(service, "the cluster's API does not answer");
        });
    }
}
