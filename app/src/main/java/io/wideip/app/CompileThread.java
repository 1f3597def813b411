package io.wideip.app;

import io.wideip.app.metrics.Metrics;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.prober.VerdictListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles on one thread, in the order in which changes come. Verdicts that come while it works are compiled together.
 * Thread-safe.
 */
final class CompileThread implements VerdictListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("compile");

    private final SnapshotCompiler compiler;
    private final Metrics metrics;
    private final VerdictListener observer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread compile = new Thread(work, "compile");
        compile.setDaemon(true);
        return compile;
    });
    private final Object lock = new Object();
    private final LongSupplier clock;
    private Map<Target, TargetStatus> waiting = new LinkedHashMap<>();
    private volatile boolean busy;
    private volatile long busySince;
    /** Only the compile thread has it. */
    private boolean failing;

    /**
     * @param observer told of each change on the compile thread, once the snapshot holds it
     * @param clock nanoseconds, of any origin
     */
    CompileThread(SnapshotCompiler compiler, Metrics metrics, VerdictListener observer, LongSupplier clock) {
        this.compiler = compiler;
        this.metrics = metrics;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void changed(Target target, TargetStatus status) {
        boolean first;
        synchronized (lock) {
            first = waiting.isEmpty();
            waiting.put(target, status);
        }
        if (first) {
            then(this::compileWaiting);
        }
    }

    /** Runs the action on the compile thread, after all that has been asked for before. After {@link #close} it does nothing. */
    void then(Runnable action) {
        synchronized (lock) {
            if (!thread.isShutdown()) {
                thread.execute(() -> timed(action));
            }
        }
    }

    private void timed(Runnable action) {
        busySince = clock.getAsLong();
        busy = true;
        try {
            action.run();
        } finally {
            busy = false;
        }
    }

    /** For how long the compile thread has been at one piece of work; zero while it has none. */
    Duration busyFor() {
        return busy ? Duration.ofNanos(clock.getAsLong() - busySince) : Duration.ZERO;
    }

    private void compileWaiting() {
        Map<Target, TargetStatus> changes;
        synchronized (lock) {
            changes = waiting;
            waiting = new LinkedHashMap<>();
        }
        try {
            metrics.compiled(Metrics.Cause.VERDICT, () -> compiler.changed(changes.keySet()));
        } catch (RuntimeException | Error defect) {
            postpone(changes);
            if (!failing) {
                failing = true;
                LOG.error(
                        "{} verdict changes could not be compiled: the answers stay as they were; it is tried again every"
                                + " second",
                        changes.size(),
                        defect);
            }
            return;
        }
        if (failing) {
            failing = false;
            LOG.info("verdict changes could be compiled again: the answers show how all targets stand");
        }
        changes.forEach(observer::changed);
    }

    /** While they wait, later ones wait with them. */
    private void postpone(Map<Target, TargetStatus> changes) {
        synchronized (lock) {
            changes.putAll(waiting);
            waiting = changes;
        }
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, this::then).execute(this::compileWaiting);
    }

    /** Waits for what is being compiled. */
    @Override
    public void close() {
        synchronized (lock) {
            thread.shutdown();
        }
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the compile thread has not ended within 5 s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
