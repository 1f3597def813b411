package io.wideip.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MinuteCountTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now = Long.MAX_VALUE - 5;
    private final MinuteCount count = new MinuteCount(() -> now);

    @Test
    void tellsTheFirstAtOnceAndTheOthersAMinuteLater() {
        assertThat(count.toTell()).isZero();
        assertThat(count.add()).isEqualTo(1);
        assertThat(count.add()).isZero();
        assertThat(count.add()).isZero();
        now += MINUTE - 1;
        assertThat(count.toTell()).isZero();
        now++;
        assertThat(count.toTell()).isEqualTo(2);
        assertThat(count.toTell()).isZero();
    }

    @Test
    void whatComesLaterThanAMinuteIsToldAtOnce() {
        count.add();
        now += MINUTE;
        assertThat(count.toTell()).isZero();
        assertThat(count.add()).isEqualTo(1);
    }
}
