package io.wideip.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long LATE = LoopClock.TICK_NANOS + 1;

    private final Pace pace = new Pace();

    @Test
    void growsWhileTheLoopIsInTimeAndMoreWait() {
        int first = begin();
        for (int i = 0; i < 40; i++) {
            pace.tick(0);
            begin();
        }
        pace.tick(0);
        assertThat(begin()).isGreaterThan(10 * first).isLessThanOrEqualTo(1_000);
    }

    @Test
    void halvesWhenTheLoopIsLateAndNeverStops() {
        int first = begin();
        pace.tick(LATE);
        assertThat(begin()).isEqualTo(first / 2);
        for (int i = 0; i < 40; i++) {
            pace.tick(LATE);
            assertThat(begin()).isPositive();
        }
        pace.tick(LATE);
        assertThat(begin()).isOne();
    }

    @Test
    void recoversFromASecondOfLatenessWithinASecond() {
        int first = begin();
        for (int i = 0; i < 50; i++) {
            pace.tick(LATE);
            begin();
        }
        for (int i = 0; i < 50; i++) {
            pace.tick(0);
            begin();
        }
        pace.tick(0);
        assertThat(begin()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void doesNotGrowWithoutNeed() {
        int first = begin();
        for (int i = 0; i < 40; i++) {
            pace.tick(0);
        }
        assertThat(begin()).isLessThanOrEqualTo(first + first / 4 + 1);
    }

    private int begin() {
        int begun = 0;
        while (pace.mayBegin()) {
            pace.began();
            begun++;
        }
        return begun;
    }
}
