package io.wideip.app.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands between the threads that log and the one that writes. Standard error may be a pipe that nobody reads, and a
 * thread that wrote to it would wait for ever. So a line that finds no place is dropped, and counted. Thread-safe.
 */
public final class LogQueue extends AsyncAppender {
    /** Enough for the targets of a datacenter, which may all go down at once. */
    static final int PLACES = 8_192;

    /** For warnings and errors only. */
    static final int RESERVED = PLACES / 4;

    /** What is still in the queue at the process's end is written for so long at most. */
    private static final int FLUSH_MILLIS = 2_000;

    /** The process has one standard error, whatever queues it has had. */
    private static final LongAdder DROPPED = new LongAdder();

    private final Object lock = new Object();

    public LogQueue() {
        setName("queue");
        setQueueSize(PLACES);
        setNeverBlock(true);
        setMaxFlushTime(FLUSH_MILLIS);
        // Else the library would drop lines by itself, uncounted.
        setDiscardingThreshold(0);
    }

    /** Lines so far that were not written because the queue was full. */
    public static long dropped() {
        return DROPPED.sum();
    }

    /** The lock is never held while anything waits: the line is text by now, and the queue refuses at once what it has no place for. */
    @Override
    protected void put(ILoggingEvent event) {
        synchronized (lock) {
            int room = getRemainingCapacity();
            if (room == 0 || room <= RESERVED && isDiscardable(event)) {
                DROPPED.increment();
                return;
            }
            super.put(event);
        }
    }
}
