package io.wideip.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimedQueueTest {
    private static final String A = "a";
    private static final String B = "b";

    private final TimedQueue<String> queue = new TimedQueue<>();

    @Test
    void givesEachWhenItIsDue() {
        queue.put(A, 20);
        queue.put(B, 10);

        assertThat(queue.take(9)).isNull();
        assertThat(queue.idle(4)).isEqualTo(Duration.ofNanos(6));
        assertThat(queue.take(10)).isEqualTo(B);
        assertThat(queue.take(10)).isNull();
        assertThat(queue.take(21)).isEqualTo(A);
        assertThat(queue.idle(21)).isNull();
    }

    @Test
    void whatCameFirstGoesFirst() {
        queue.put(B, 10);
        queue.put(A, 10);

        assertThat(queue.take(10)).isEqualTo(B);
        assertThat(queue.take(10)).isEqualTo(A);
    }

    @Test
    void theLastTimeGivenHolds() {
        queue.put(A, 10);
        queue.put(A, 30);
        assertThat(queue.take(20)).isNull();
        queue.remove(A);
        queue.remove(B);
        assertThat(queue.take(30)).isNull();
    }

    @Test
    void isDoneSoonerAndNotLater() {
        queue.put(A, 20);
        queue.sooner(A, 30);
        queue.sooner(B, 10);

        assertThat(queue.take(10)).isEqualTo(B);
        assertThat(queue.take(20)).isEqualTo(A);
        queue.put(A, 50);
        queue.sooner(A, 30);
        assertThat(queue.take(30)).isEqualTo(A);
        assertThat(queue.idle(30)).isNull();
    }

    @Test
    void givesNothingDuringAPause() {
        queue.put(A, 10);
        queue.pause(50);

        assertThat(queue.idle(20)).isEqualTo(Duration.ofNanos(30));
        assertThat(queue.take(49)).isNull();
        assertThat(queue.take(50)).isEqualTo(A);
    }
}
