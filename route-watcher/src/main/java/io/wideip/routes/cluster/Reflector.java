package io.wideip.routes.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.wideip.routes.ClusterListener;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a feed as a cluster has it: a list, then a watch from there on, and both again whenever one ends. Nothing that an API
 * server does ends it. A thread of its own waits for the API, so that a slow cluster delays no other.
 */
final class Reflector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reflector.class);
    private static final long STEP_MILLIS = 1_000;
    /** While no watch can begin, lists tell of changes, this far apart. */
    private static final long LIST_NANOS = Duration.ofMinutes(1).toNanos();

    private final String cluster;
    private final ClusterClient client;
    private final Feed feed;
    private final Timing timing;
    private final Backoff backoff;
    private final ClusterListener listener;
    private final Trouble trouble;
    private final Thread thread;
    private volatile boolean closed;
    /** Of the last list, from which a watch goes on; null where a new list is due. */
    private @Nullable String version;

    private @Nullable KubernetesClient listedBy;
    private long listedNanos;
    private boolean isDown;

    Reflector(String cluster, ClusterClient client, Feed feed, Timing timing, ClusterListener listener) {
        this.cluster = cluster;
        this.client = client;
        this.feed = feed;
        this.timing = timing;
        this.listener = listener;
        trouble = new Trouble(cluster, feed.name(), log);
        backoff = new Backoff(
                timing.leastPause(),
                timing.mostPause(),
                () -> ThreadLocalRandom.current().nextDouble());
        thread = new Thread(this::run, feed.name().toLowerCase(Locale.ROOT) + "-" + cluster);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                Duration pause = follow();
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) { // A defect of ours, which must not end it.
                log.error("cluster {}: following its {} failed; it goes on", cluster, feed.name(), e);
                version = null;
                if (!pauseAfterDefect()) {
                    return;
                }
            }
        }
    }

    private boolean pauseAfterDefect() {
        try {
            Thread.sleep(timing.mostPause().toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Follows until that ends; gives how long to wait then. */
    private Duration follow() throws InterruptedException {
        try {
            client.refresh();
            KubernetesClient now = client.get();
            if (!now.equals(listedBy) || System.nanoTime() - listedNanos > LIST_NANOS) {
                version = null;
            }
            if (version == null) {
                version = Listing.read(now, feed, timing);
                listedBy = now;
                listedNanos = System.nanoTime();
                listener.heard(cluster);
            }
            watch(now, version);
            return backoff.next(Duration.ZERO);
        } catch (ApiException e) {
            return failed(e);
        }
    }

    private void watch(KubernetesClient now, String from) throws ApiException, InterruptedException {
        WatchStream stream = WatchStream.open(now, feed, from, timing, () -> listener.heard(cluster));
        // What answers after its end may be another cluster at the same address, where no version of this one means
        // anything.
        version = null;
        try {
            isDown = false;
            listener.live(cluster, true);
            trouble.ends();
            await(stream);
        } catch (ApiException e) {
            if (e.failure() != Failure.CONNECTION) {
                throw e;
            }
            // Often it is just a restart behind a load balancer, and the next attempt goes well.
            if (!closed && now.equals(client.get())) {
                listener.failed(cluster, e.failure().label());
            }
        } finally {
            stream.end();
        }
    }

    private void await(WatchStream stream) throws ApiException, InterruptedException {
        long opened = System.nanoTime();
        while (!stream.awaitEnd(STEP_MILLIS)) {
            client.refresh();
            if (stream.hasLived()
                    || System.nanoTime() - opened > timing.mostPause().toNanos()) {
                backoff.reset();
            }
        }
    }

    private Duration failed(ApiException e) {
        if (closed) {
            return Duration.ZERO;
        }
        listener.failed(cluster, e.failure().label());
        if (e.failure() == Failure.EXPIRED || e.failure() == Failure.CONNECTION) {
            version = null;
        }
        if (e.failure() == Failure.EXPIRED) {
            return backoff.next(e.retryAfter());
        }
        if (e.failure() == Failure.UNAUTHORIZED) {
            client.refused();
        }
        if (isDown && e.failure() != Failure.CONNECTION) {
            // It is back, and often refuses all until it has come up.
            backoff.reset();
        }
        isDown = e.failure() == Failure.CONNECTION;
        listener.live(cluster, false);
        trouble.begins(e);
        return backoff.next(e.retryAfter());
    }

    /** Returns when it gives the feed nothing more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(timing.page().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
