package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LagTest {
    private final Lag lag = new Lag();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(25).toNanos();

    @Test
    void isTheLongestOfTheLastTenToTwentySeconds() {
        assertRecent(0);
        lag.add(Duration.ofMillis(7).toNanos(), now);
        lag.add(Duration.ofMillis(5).toNanos(), now);
        assertRecent(7);
        pass(10);
        lag.add(Duration.ofMillis(3).toNanos(), now);
        assertRecent(7);
        pass(10);
        assertRecent(3);
        pass(30);
        assertRecent(0);
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private void assertRecent(int millis) {
        assertThat(lag.recent(now)).isEqualTo(Duration.ofMillis(millis));
    }
}
