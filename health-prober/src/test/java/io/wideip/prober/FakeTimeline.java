package io.wideip.prober;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Time that stands still until a test moves it. */
final class FakeTimeline implements Timeline {
    private record Entry(long nanos, long order, FutureTask<?> task) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::nanos).thenComparingLong(Entry::order));
    private long now = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();
    private final long start = now;
    private long order;
    private boolean closed;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(now - start);
    }

    @Override
    public void run(Runnable task) {
        at(now, task);
    }

    @Override
    public Future<?> at(long nanos, Runnable task) {
        FutureTask<?> future = new FutureTask<>(task, null);
        entries.add(new Entry(nanos - start, order++, future));
        return future;
    }

    @Override
    public void aside(Runnable task) {
        task.run();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Runs all that falls due within the time. */
    void pass(Duration time) {
        long end = now - start + time.toNanos();
        while (!closed && !entries.isEmpty() && entries.peek().nanos <= end) {
            Entry next = entries.remove();
            now = start + Math.max(now - start, next.nanos);
            if (!next.task.isCancelled()) {
                next.task.run();
                surface(next.task);
            }
        }
        now = start + end;
    }

    /** Lets time go by in which the thread ran nothing. */
    void halt(Duration time) {
        now += time.toNanos();
    }

    int pending() {
        return (int) entries.stream().filter(entry -> !entry.task.isCancelled()).count();
    }

    private static void surface(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
