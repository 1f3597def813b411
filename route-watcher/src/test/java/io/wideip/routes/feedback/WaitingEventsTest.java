package io.wideip.routes.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.RouteKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WaitingEventsTest {
    private static final RouteKey A = new RouteKey("east-1", "shop", "a");
    private static final RouteKey B = new RouteKey("east-1", "shop", "b");

    private final WaitingEvents waiting = new WaitingEvents(1, 2);

    @Test
    void givesOneAfterTheOther() {
        waiting.put(A, List.of(event(A, "one"), event(A, "two"), event(A, "one")));

        assertThat(waiting.next(A)).isEqualTo(event(A, "one"));
        waiting.written(event(A, "one"));
        assertThat(waiting.next(A)).isEqualTo(event(A, "two"));
        waiting.written(event(A, "two"));
        assertThat(waiting.next(A)).isNull();
    }

    @Test
    void whatIsSoNowIsToldInPlaceOfWhatWas() {
        waiting.put(A, List.of(event(A, "one")));
        waiting.put(A, List.of(event(A, "two")));
        assertThat(waiting.next(A)).isEqualTo(event(A, "two"));
        waiting.put(A, List.of());
        assertThat(waiting.next(A)).isNull();
    }

    @Test
    void tellsNothingTwiceInAWhile() {
        waiting.put(A, List.of(event(A, "one")));
        waiting.written(event(A, "one"));
        waiting.put(A, List.of(event(A, "one")));
        assertThat(waiting.next(A)).isNull();

        waiting.written(event(A, "two"));
        waiting.written(event(A, "three"));
        waiting.put(A, List.of(event(A, "one")));
        assertThat(waiting.next(A)).isEqualTo(event(A, "one"));
    }

    @Test
    void isBounded() {
        List<RouteEvent> many =
                IntStream.range(0, 100).mapToObj(i -> event(A, "text " + i)).toList();
        assertThat(waiting.put(A, many)).isTrue();
        assertThat(waiting.put(B, List.of(event(B, "one")))).isFalse();
        assertThat(waiting.next(B)).isNull();
        // One that has its place keeps it.
        assertThat(waiting.put(A, many)).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(waiting.next(A)).isEqualTo(event(A, "text " + i));
            waiting.written(event(A, "text " + i));
        }
        assertThat(waiting.next(A)).isNull();
        assertThat(waiting.put(B, List.of(event(B, "one")))).isTrue();
        waiting.forget(B);
        assertThat(waiting.next(B)).isNull();
    }

    @Test
    void aNameTellsRouteReasonAndTextApart() {
        RouteEvent event = event(A, "one");

        assertThat(event.name())
                .matches("wideip\\.[0-9a-f]{32}")
                .isEqualTo(event(A, "one").name());
        assertThat(List.of(
                        new RouteEvent(A, "other", "Serving", "one", false).name(),
                        new RouteEvent(A, "uid", "NameTaken", "one", false).name(),
                        event(A, "two").name()))
                .doesNotContain(event.name())
                .doesNotHaveDuplicates();
        assertThat(event(A, "a".repeat(5_000)).text()).hasSize(1_024).endsWith("a...");
    }

    private static RouteEvent event(RouteKey route, String text) {
        return new RouteEvent(route, "uid", "Serving", text, false);
    }
}
