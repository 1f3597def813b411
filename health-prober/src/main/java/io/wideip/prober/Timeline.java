package io.wideip.prober;

import java.time.Instant;
import java.util.concurrent.Future;

/** The one thread that owns the prober's state, and its clock. */
interface Timeline extends AutoCloseable {
    /** As {@link System#nanoTime}: only differences mean something, and they survive an overflow. */
    long nanos();

    /** For people. */
    Instant instant();

    /** Runs the task after those that were handed in before; does nothing once closed. */
    void run(Runnable task);

    /** Runs the task when {@link #nanos} has come to the given time. */
    Future<?> at(long nanos, Runnable task);

    /** Runs a task that may block, on another thread, after those that were handed in before. */
    void aside(Runnable task);

    /** Waits for what runs aside, but not for long. */
    @Override
    void close();
}
