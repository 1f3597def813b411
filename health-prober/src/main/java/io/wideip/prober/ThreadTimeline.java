package io.wideip.prober;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class ThreadTimeline implements Timeline {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Logger log = LoggerFactory.getLogger(ThreadTimeline.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, new DefaultThreadFactory("prober", true), new ThreadPoolExecutor.DiscardPolicy());

    private final ExecutorService aside = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("prober-disk", true),
            new ThreadPoolExecutor.DiscardPolicy());
    private final Lag lag;

    /** @param lag told how late tasks begin */
    ThreadTimeline(Lag lag) {
        this.lag = lag;
        // Or every target that a reload takes away would stay in memory until its next check would have been due.
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void run(Runnable task) {
        thread.execute(() -> logged(task));
    }

    @Override
    public Future<?> at(long nanos, Runnable task) {
        Runnable timed = () -> {
            long now = System.nanoTime();
            lag.add(now - nanos, now);
            logged(task);
        };
        return thread.schedule(timed, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void aside(Runnable task) {
        aside.execute(() -> logged(task));
    }

    @Override
    public void close() {
        thread.shutdown();
        aside.shutdown();
        try {
            if (!aside.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("the disk has taken nothing for {} s", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("a step of the prober failed; the next ones go on", e);
        }
    }
}
