package io.wideip.routes.kept;

import io.wideip.config.state.StateDirectory;
import io.wideip.config.state.StateFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on disk what is known of Routes, soon after it has changed and at most every five seconds. A thread of its own writes.
 * Thread-safe.
 */
public final class KeptRoutes implements AutoCloseable {
    private static final Duration APART = Duration.ofSeconds(5);
    private static final String NAME = "routes";
    private static final Logger log = LoggerFactory.getLogger(KeptRoutes.class);

    private final StateFile file;
    private final Supplier<Kept> known;
    private final InstantSource clock;
    private final Disk disk;
    /** Whether a save is due that has not begun. */
    private boolean due;

    private boolean savedBefore;
    private boolean closed;

    /** Runs one task after the other, each after a while. */
    interface Disk {
        void after(Duration wait, Runnable task);

        /** Ends when all that has begun has ended; what has not begun is dropped. */
        void end();
    }

    KeptRoutes(StateFile file, Supplier<Kept> known, InstantSource clock, Disk disk) {
        this.file = file;
        this.known = known;
        this.clock = clock;
        this.disk = disk;
    }

    /** Saves what is known whenever that has changed; it is asked for on another thread. */
    public static KeptRoutes in(StateDirectory directory, Supplier<Kept> known) {
        return new KeptRoutes(file(directory), known, InstantSource.system(), new DiskThread());
    }

    private static StateFile file(StateDirectory directory) {
        return directory.file(NAME, KeptText.VERSION);
    }

    /** What was saved last; nothing where nothing was, or it is damaged, which is logged. Reads the disk. */
    public static Kept read(StateDirectory directory) {
        StateFile file = file(directory);
        StateFile.Saved saved = file.read();
        if (saved == null) {
            return Kept.NOTHING;
        }
        try {
            return KeptText.parse(saved.text());
        } catch (RuntimeException e) {
            file.setAside("its lines can't be understood (" + e.getMessage() + ")");
            return Kept.NOTHING;
        }
    }

    /** What is known has changed. */
    public synchronized void changed() {
        if (!due && !closed) {
            due = true;
            disk.after(savedBefore ? APART : Duration.ZERO, this::save);
            savedBefore = true;
        }
    }

    private void save() {
        synchronized (this) {
            due = false;
        }
        try {
            file.save(KeptText.format(known.get()), clock.instant());
        } catch (RuntimeException | Error e) {
            log.error("what is known of Routes could not be saved", e);
        }
    }

    /** Saves for the last time, where something has changed. */
    @Override
    public void close() {
        boolean last;
        synchronized (this) {
            closed = true;
            last = due;
        }
        disk.end();
        if (last) {
            save();
        }
    }

    private static final class DiskThread implements Disk {
        private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "routes-disk");
            thread.setDaemon(true);
            return thread;
        });

        DiskThread() {
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public void after(Duration wait, Runnable task) {
            executor.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void end() {
            // Not shutdownNow: an interrupt would break the file that is just being written.
            executor.shutdown();
            try {
                if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                    log.warn("the disk is slow: what is known of Routes may not be saved");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
