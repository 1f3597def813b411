package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private double random = 1;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), () -> random);

    @Test
    void doublesUpToItsBound() {
        assertThat(Stream.generate(() -> backoff.next(Duration.ZERO)).limit(7))
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
        backoff.reset();
        assertThat(backoff.next(Duration.ZERO)).hasMillis(500);
    }

    @Test
    void isUpToHalfShorterByChance() {
        random = 0;
        assertThat(backoff.next(Duration.ZERO)).hasMillis(250);
        random = 0.5;
        assertThat(backoff.next(Duration.ZERO)).hasMillis(750);
    }

    @Test
    void keepsWhatTheApiAsksForWithinReason() {
        assertThat(backoff.next(Duration.ofSeconds(30))).hasMillis(30_500);
        assertThat(backoff.next(Duration.ofMillis(10)))
                .as("the own pause is longer")
                .hasMillis(1_000);
        assertThat(backoff.next(Duration.ofDays(1))).hasMillis(302_000);
    }
}
