package io.wideip.prober.probe;

/**
 * How many attempts an event loop begins from one tick to the next: more and more while it is in time, half as many when it is
 * late. So the handshakes under way are as many as can be served, whatever each of them costs. Belongs to its loop.
 */
final class Pace {
    private static final double FIRST = 8;
    private static final double MOST = 1_000;
    private static final double GROWTH = 1.25;

    private double allowed = FIRST;
    private int begun;

    boolean mayBegin() {
        return begun < (int) allowed;
    }

    void began() {
        begun++;
    }

    void tick(long lateNanos) {
        if (lateNanos > LoopClock.TICK_NANOS) {
            allowed = Math.max(1, allowed / 2);
        } else if (!mayBegin()) {
            allowed = Math.min(MOST, allowed * GROWTH);
        }
        begun = 0;
    }
}
