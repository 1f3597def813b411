package io.wideip.routes.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.wideip.config.ClusterAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client of one cluster's API: another one as soon as the credentials have changed on disk. Thread-safe. */
final class ClusterClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClusterClient.class);

    private final String cluster;
    private final ClusterAccess access;
    private final boolean allowExec;
    private final Timing timing;
    private @Nullable ClusterCredentials credentials;
    private @Nullable KubernetesClient client;
    private long lookedNanos;
    private @Nullable String toldOf;
    private boolean closed;

    ClusterClient(String cluster, ClusterAccess access, boolean allowExec, Timing timing) {
        this.cluster = cluster;
        this.access = access;
        this.allowExec = allowExec;
        this.timing = timing;
    }

    /**
     * The client as of now.
     *
     * @throws ApiException if there are no credentials that can be used
     */
    synchronized KubernetesClient get() throws ApiException {
        KubernetesClient now = client;
        if (now == null) {
            now = open();
        }
        return now;
    }

    private KubernetesClient open() throws ApiException {
        if (closed) {
            throw new ApiException(Failure.CONNECTION, "closed");
        }
        lookedNanos = System.nanoTime();
        ClusterCredentials fresh = ClusterCredentials.read(access, allowExec);
        KubernetesClient opened = open(fresh.config());
        credentials = fresh;
        client = opened;
        return opened;
    }

    private KubernetesClient open(Config config) throws ApiException {
        config.setConnectionTimeout((int) timing.connect().toMillis());
        config.setRequestTimeout((int) timing.silence().toMillis());
        config.setWebsocketPingInterval(timing.ping().toMillis());
        config.setRequestRetryBackoffLimit(0);
        // With HTTP/2 all requests would hang on one connection.
        config.setHttp2Disable(true);
        config.setUserAgent("wideip");
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientFactory(new PatientHttp(cluster, timing))
                    .build();
        } catch (RuntimeException e) {
            throw new ApiException(Failure.CREDENTIALS, "its credentials can't be used: " + Messages.of(rootOf(e)));
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Looks now and then whether credentials have changed; if so, all that runs with those before ends. */
    synchronized void refresh() {
        ClusterCredentials now = credentials;
        if (now == null || System.nanoTime() - lookedNanos < timing.files().toNanos()) {
            return;
        }
        lookedNanos = System.nanoTime();
        if (!now.areCurrent() && renew()) {
            log.info("cluster {}: its credentials have changed, and are in use", cluster);
        }
    }

    /** The API does not accept the credentials. */
    synchronized void refused() {
        if (credentials != null && credentials.command()) {
            renew();
        }
    }

    private boolean renew() {
        KubernetesClient before = client;
        if (before == null || closed) {
            return false;
        }
        try {
            open();
            toldOf = null;
            before.close();
            return true;
        } catch (ApiException e) {
            if (!e.text().equals(toldOf)) {
                log.warn("cluster {}: the credentials before stay in use: {}", cluster, e.text());
            }
            toldOf = e.text();
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
    }
}
