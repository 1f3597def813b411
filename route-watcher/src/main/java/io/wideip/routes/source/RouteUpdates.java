package io.wideip.routes.source;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When changes of Routes are put to use: at once, and those that come soon after together, so that a thousand a second cost as much
 * as a few. Thread-safe.
 */
final class RouteUpdates implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("routes");
    /** From the end of one update to the next one. */
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Some things change by time alone, and an update that failed is tried again. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final BooleanSupplier update;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean due = new AtomicBoolean();
    /** Only the thread has it. */
    private boolean failing;

    /** @param update puts to use what has changed; gives whether that was anything */
    RouteUpdates(BooleanSupplier update) {
        this.update = update;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread routes = new Thread(work, "routes");
            routes.setDaemon(true);
            return routes;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = executor;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::run, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes when what has changed before is put to use, or that has failed. */
    CompletionStage<Void> now() {
        return CompletableFuture.runAsync(this::run, thread);
    }

    /** Something has changed. */
    void wake() {
        if (due.compareAndSet(false, true) && !thread.isShutdown()) {
            thread.execute(this::run);
        }
    }

    private void run() {
        due.set(false);
        try {
            boolean changed = update.getAsBoolean();
            if (failing) {
                failing = false;
                log.info("changes of Routes can be put to use again");
            }
            if (changed) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error defect) {
            if (!failing) {
                failing = true;
                log.error(
                        "changes of Routes could not be put to use: the answers stay as they were; it is tried again"
                                + " every second",
                        defect);
            }
        }
    }

    /** Waits for an update that runs. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
