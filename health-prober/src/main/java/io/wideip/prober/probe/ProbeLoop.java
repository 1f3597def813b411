package io.wideip.prober.probe;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * An event loop with the attempts that run on it and those that wait for it. It begins as many as it can serve in time, and measures
 * how late it is while it has any. Except for {@link #loop}, everything runs on the event loop.
 */
final class ProbeLoop {
    private final EventLoop loop;
    private final LongConsumer lateNanos;
    private final LoopClock clock = new LoopClock();
    private final Pace pace = new Pace();
    private final Queue<Attempt> waiting = new ArrayDeque<>();
    private int running;

    /** @param lateNanos told how late each tick is */
    ProbeLoop(EventLoop loop, LongConsumer lateNanos) {
        this.loop = loop;
        this.lateNanos = lateNanos;
    }

    EventLoop loop() {
        return loop;
    }

    /** Begins the attempt when its turn has come. */
    void submit(Attempt attempt) {
        waiting.add(attempt);
        if (!clock.isTicking()) {
            clock.start(System.nanoTime());
            loop.schedule(this::tick, LoopClock.TICK_NANOS, TimeUnit.NANOSECONDS);
        }
        beginWaiting();
    }

    /** An attempt that had begun has ended. */
    void ended() {
        running--;
    }

    /** How late the loop has been so far, all in all: only differences mean something. */
    long late() {
        return clock.late(System.nanoTime());
    }

    private void tick() {
        long late = clock.tick(System.nanoTime());
        lateNanos.accept(late);
        pace.tick(late);
        // Before anything that could fail, or nothing that waits would ever begin.
        if (running == 0 && waiting.isEmpty()) {
            clock.stop();
            return;
        }
        loop.schedule(this::tick, LoopClock.TICK_NANOS, TimeUnit.NANOSECONDS);
        beginWaiting();
    }

    private void beginWaiting() {
        while (pace.mayBegin()) {
            Attempt next = waiting.poll();
            if (next == null) {
                return;
            }
            if (!next.isEnded()) {
                pace.began();
                running++;
                next.begin();
            }
        }
    }
}
