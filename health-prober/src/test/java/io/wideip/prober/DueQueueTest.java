package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.standing.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DueQueueTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FakeTimeline timeline = new FakeTimeline();
    private final List<Tracked> due = new ArrayList<>();
    private final DueQueue queue = new DueQueue(timeline, due::add);

    @Test
    void theFirstIsDueFirstWhateverCameFirst() {
        Tracked late = put(3);
        Tracked early = put(1);
        timeline.pass(Duration.ofSeconds(2));
        assertThat(due).containsExactly(early);
        timeline.pass(Duration.ofSeconds(2));
        assertThat(due).containsExactly(early, late);
    }

    @Test
    void thoseOfOneTimeAreDueInTheirOrder() {
        List<Tracked> all = List.of(put(1), put(1), put(1));
        timeline.pass(Duration.ofSeconds(1));

        assertThat(due).isEqualTo(all);
    }

    @Test
    void whatIsTakenOutOrMovedIsDueNoMoreThen() {
        Tracked out = put(1);
        Tracked moved = put(1);
        queue.remove(out);
        queue.put(moved, timeline.nanos() + 5 * SECOND);
        timeline.pass(Duration.ofSeconds(4));
        assertThat(due).isEmpty();
        timeline.pass(Duration.ofSeconds(1));
        assertThat(due).containsExactly(moved);
        assertThat(timeline.pending()).as("timers of an empty queue").isZero();
    }

    @Test
    void afterAHaltAllThatWasMissedIsDueAtOnce() {
        List<Tracked> all = List.of(put(1), put(2), put(3));
        timeline.halt(Duration.ofSeconds(60));
        timeline.pass(Duration.ZERO);

        assertThat(due).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrderOfPuttingAndTakingIsThatOfASortedList(long seed) {
        Random random = new Random(seed);
        List<Tracked> targets = new ArrayList<>();
        TreeMap<Long, Tracked> expected = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            targets.add(new Tracked(target(i), "east", 0));
        }
        for (int step = 0; step < 2_000; step++) {
            Tracked one = targets.get(random.nextInt(targets.size()));
            expected.values().remove(one);
            if (random.nextInt(4) == 0) {
                queue.remove(one);
            } else {
                long at = timeline.nanos() + (1 + random.nextInt(1_000_000)) * 1_000L + step;
                queue.put(one, at);
                expected.put(at - timeline.nanos(), one);
            }
        }
        timeline.pass(Duration.ofSeconds(2));

        assertThat(due).isEqualTo(List.copyOf(expected.values()));
        assertThat(due).isSortedAccordingTo(Comparator.comparingLong(one -> one.dueNanos - timeline.nanos()));
    }

    private Tracked put(int seconds) {
        Tracked one = new Tracked(target(seconds), "east", 0);
        queue.put(one, timeline.nanos() + seconds * SECOND);
        return one;
    }

    private static Target target(int number) {
        return new Target("192.0.2." + number, TestProber.CHECK, "shop.example.com");
    }
}
