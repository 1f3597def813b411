package io.wideip.config.files;

import io.wideip.config.files.FileReading.Bad;
import io.wideip.config.files.FileReading.Good;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files again when they have changed and then lain still for one poll, so that a half-written file is not taken; files that
 * never lie still are read all the same after some polls. What changes while it is read is not taken. What was accepted last stays
 * until better comes, and the same fault is told once. It polls, because notices of changes miss mounted ConfigMaps, Secrets and
 * network file systems. Thread-safe.
 */
public final class WatchedFiles<V, F> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);

    /** Polls in a row that find another state, after which the files are read as they are. */
    private static final int MOST_RESTLESS = 10;

    private static final int LONGEST_PAUSE = 60;

    private final FileUse<V, F> use;
    /** Held over a reading and what becomes of it, so that these come one at a time. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable ScheduledExecutorService watch;
    /** The state that was read last; null where none was read whole. */
    private @Nullable Object read;

    private @Nullable Object seen;
    private int restless;
    /**
     * Polls from one failed attempt to put a value to use to the next: twice as many each time, because an attempt that lacks
     * memory costs the answers time.
     */
    private int pause;

    private int pollsToAttempt;
    /** Whether the last attempt failed for a reason that is not in the files. */
    private boolean failed;

    private boolean closed;
    private volatile long accepted;
    private volatile long refused;
    private volatile @Nullable V value;
    private volatile @Nullable F fault;

    /** Reads nothing yet: see {@link #first}. */
    public WatchedFiles(FileUse<V, F> use) {
        this.use = use;
    }

    /** Reads for the first time. The use hears nothing of it: what becomes of it is up to the caller. */
    public FileReading<V, F> first() {
        lock.lock();
        try {
            FileReading<V, F> first = readNow();
            count(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Polls from now on, on a thread of its own. To be called once. */
    public void watch(String threadName, Duration period) {
        lock.lock();
        try {
            watch = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, threadName);
                thread.setDaemon(true);
                return thread;
            });
            watch.scheduleWithFixedDelay(
                    () -> pollAndLog(threadName), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }

    private void pollAndLog(String threadName) {
        try {
            poll();
        } catch (RuntimeException | Error e) { // Else the executor would end the watch without a word.
            LOG.error("{} failed; it goes on", threadName, e);
        }
    }

    /** Looks at the files once. */
    public void poll() {
        lock.lock();
        try {
            if (!closed) {
                lookAndRead();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    private void lookAndRead() {
        pollsToAttempt = Math.max(0, pollsToAttempt - 1);
        Object now = use.look();
        restless = now.equals(seen) ? 0 : restless + 1;
        seen = now;
        boolean isSettled = restless == 0 || restless >= MOST_RESTLESS;
        boolean isChanged = !now.equals(read);
        boolean isAttemptDue = failed && pollsToAttempt == 0;
        if (!isSettled || !isChanged && !isAttemptDue) {
            return;
        }
        restless = 0;
        pause = isChanged ? 0 : pause;
        read = now;
        FileReading<V, F> reading = use.read(() -> seen = use.look());
        if (now.equals(seen)) {
            take(reading, false);
        } else { // What was read may be half of each state.
            read = null;
        }
    }

    /** Reads at once, whatever the state is; the use hears of it as of any other reading, and of a fault again. */
    public FileReading<V, F> reload() {
        lock.lock();
        try {
            return take(readNow(), true);
        } finally {
            lock.unlock();
        }
    }

    private FileReading<V, F> readNow() {
        Object now = use.look();
        read = now;
        seen = now;
        return use.read(() -> {});
    }

    /**
     * Puts to use what is new, and gives what became of it there.
     *
     * @param isAsked whether somebody waits for it: then a fault is told though it is known
     */
    private FileReading<V, F> take(FileReading<V, F> reading, boolean isAsked) {
        failed = false;
        if (reading instanceof Bad<V, F> bad) {
            refuse(bad, null, isAsked);
            return bad;
        }
        if (reading instanceof Good<V, F> good && isNews(good.value())) {
            try {
                use.accepted(good.value());
            } catch (RuntimeException | Error e) {
                return fail(e);
            }
        }
        count(reading);
        return reading;
    }

    private boolean isNews(V now) {
        return !closed && !(now.equals(value) && fault == null);
    }

    private Bad<V, F> fail(Throwable thrown) {
        pause = Math.min(LONGEST_PAUSE, Math.max(1, 2 * pause));
        pollsToAttempt = pause;
        failed = true;
        Bad<V, F> failure = new Bad<>(use.fault(thrown));
        refuse(failure, thrown, false);
        return failure;
    }

    private void refuse(Bad<V, F> bad, @Nullable Throwable thrown, boolean isAsked) {
        boolean isNew = isAsked || !bad.fault().equals(fault);
        count(bad);
        if (isNew && !closed) {
            use.refused(bad.fault(), thrown);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only written with the lock held.
    private void count(FileReading<V, F> reading) {
        if (reading instanceof Good<V, F> good) {
            accepted++;
            value = good.value();
            fault = null;
        } else if (reading instanceof Bad<V, F> bad) {
            refused++;
            fault = bad.fault();
        }
    }

    /** How many readings gave a value that could be put to use, the first one and unchanged ones too. */
    public long accepted() {
        return accepted;
    }

    /** How many readings were refused, the first one too. */
    public long refused() {
        return refused;
    }

    /** What was accepted last; null where nothing was yet. */
    public @Nullable V value() {
        return value;
    }

    /** What is wrong with the files as last read; null where nothing is. */
    public @Nullable F fault() {
        return fault;
    }

    /** Ends the watch. A reading that runs is waited for, and then the use hears nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (watch != null) {
                // Not shutdownNow: an interrupt would break a file that is just being read.
                watch.shutdown();
            }
        } finally {
            lock.unlock();
        }
    }
}
