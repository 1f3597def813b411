package io.wideip.dns.server.tls;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that do a handshake's arithmetic, so that the event loops go on answering UDP meanwhile. They are few, and so is
 * what may wait for them: a flood of handshakes gets its share of the processors and no more, and the rest of it is turned away.
 */
final class Handshakes implements Executor, AutoCloseable {
    private static final int MOST_WAITING = 1_024;
    private static final int KEEP_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    Handshakes() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MOST_WAITING);
    }

    Handshakes(int most, int mostWaiting) {
        threads = new ThreadPoolExecutor(
                most,
                most,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                new DefaultThreadFactory("tls", true));
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws RejectedExecutionException when too many wait: the handshake fails, and its connection ends */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** What has begun goes on; what waits is dropped with its connection. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
