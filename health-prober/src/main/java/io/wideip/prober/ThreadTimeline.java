package io.wideip.prober;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class ThreadTimeline implements Timeline {
    private static final Logger log = LoggerFactory.getLogger(ThreadTimeline.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, new DefaultThreadFactory("prober", true), new ThreadPoolExecutor.DiscardPolicy());

    ThreadTimeline() {
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
        return thread.schedule(() -> logged(task), nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("a step of the prober failed; the next ones go on", e);
        }
    }
}
