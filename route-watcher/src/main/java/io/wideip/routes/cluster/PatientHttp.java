package io.wideip.routes.cluster;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Makes HTTP clients that give up a silent server, and whose threads end with the process. */
final class PatientHttp extends OkHttpClientFactory {
    /** It writes stack traces, past the log. Held here, because loggers that nobody holds forget their level. */
    private static final Logger OKHTTP = Logger.getLogger(OkHttpClient.class.getName());

    private static final long IDLE_SECONDS = 60;

    private final String cluster;
    private final Timing timing;

    PatientHttp(String cluster, Timing timing) {
        this.cluster = cluster;
        this.timing = timing;
        OKHTTP.setLevel(Level.OFF);
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        builder.readTimeout(timing.silence());
        builder.writeTimeout(timing.silence());
        builder.followRedirects(false);
        builder.followSslRedirects(false);
    }

    @Override
    protected Dispatcher initDispatcher() {
        AtomicInteger count = new AtomicInteger();
        Dispatcher dispatcher = new Dispatcher(new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "cluster-" + cluster + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                }));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }
}
