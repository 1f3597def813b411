package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LoopClockTest {
    private static final long TICK = LoopClock.TICK_NANOS;

    private final LoopClock clock = new LoopClock();
    private long now = Long.MAX_VALUE - 10 * TICK;

    @Test
    void aLoopThatTicksInTimeIsNeverLate() {
        clock.start(now);
        for (int i = 0; i < 1_000; i++) {
            now += TICK;
            assertThat(clock.tick(now)).isZero();
        }
        assertThat(clock.late(now + TICK)).isZero();
    }

    /** A stop is seen before the tick that it delays has run: attempts may fail before that. */
    @Test
    void aStopIsSeenAtOnceAndCountedOnce() {
        clock.start(now);
        now += TICK + seconds(10);
        assertThat(clock.late(now)).isEqualTo(seconds(10));
        assertThat(clock.tick(now)).isEqualTo(seconds(10));
        assertThat(clock.late(now)).isEqualTo(seconds(10));
    }

    /** 80 ms are stolen from each 100. */
    @Test
    void manySmallStopsAddUp() {
        clock.start(now);
        for (int i = 0; i < 30; i++) {
            now += 5 * TICK;
            clock.tick(now);
        }
        assertThat(clock.late(now)).isEqualTo(30 * 4 * TICK);
    }

    @Test
    void aLoopWithoutAttemptsIsNotLate() {
        clock.start(now);
        clock.stop();
        now += seconds(60);
        assertThat(clock.late(now)).isZero();
        clock.start(now);
        assertThat(clock.tick(now + TICK)).isZero();
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
