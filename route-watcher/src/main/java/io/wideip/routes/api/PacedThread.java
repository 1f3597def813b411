package io.wideip.routes.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does one thing after the other, each when its time has come. Thread-safe. */
public final class PacedThread<K> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PacedThread.class);
    /** A pause is doubled so often at most. */
    private static final int MOST_DOUBLINGS = 6;

    /** What it does. It is done once; to have it done again, put it again. */
    public interface Task<K> {
        void run(K what) throws InterruptedException;
    }

    private final TimedQueue<K> queue = new TimedQueue<>();
    private final Duration pace;
    private final Duration retry;
    private final Task<K> task;
    private final Thread thread;
    private final MinuteCount defects = new MinuteCount();
    private boolean closed;
    private int failures;

    /**
     * One that does not run yet.
     *
     * @param pace see {@link #pace()}
     * @param retry the first pause after a failure
     */
    public PacedThread(String name, Duration pace, Duration retry, Task<K> task) {
        this.pace = pace;
        this.retry = retry;
        this.task = task;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Does it then, and not when it was to be done before. */
    public synchronized void put(K what, Duration later) {
        queue.put(what, System.nanoTime() + later.toNanos());
        notifyAll();
    }

    /** Does it then, if it was not to be done before that. */
    public synchronized void sooner(K what, Duration later) {
        queue.sooner(what, System.nanoTime() + later.toNanos());
        notifyAll();
    }

    /** Does it no more, unless it is under way. */
    public synchronized void remove(K what) {
        queue.remove(what);
    }

    /** Does nothing for a while, and for longer the more often this is called without a success between. */
    public synchronized void failed() {
        Duration pause = retry.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        queue.pause(System.nanoTime() + pause.toNanos());
    }

    public synchronized void succeeded() {
        failures = 0;
    }

    /** Waits, for the task before each of its requests. */
    public void pace() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pace.toNanos());
    }

    private void run() {
        try {
            for (K next = next(); next != null; next = next()) {
                run(next);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void run(K what) throws InterruptedException {
        try {
            task.run(what);
        } catch (RuntimeException e) {
            long count = defects.add();
            if (count > 0) {
                log.warn("{}: {} can't be done; in all: {} (said once a minute)", thread.getName(), what, count, e);
            }
        }
    }

    /** Waits for the next; null once closed. */
    private synchronized @Nullable K next() throws InterruptedException {
        while (!closed) {
            long now = System.nanoTime();
            K next = queue.take(now);
            if (next != null) {
                return next;
            }
            Duration idle = queue.idle(now);
            if (idle == null) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, idle.toNanos()));
            }
        }
        return null;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }
}
