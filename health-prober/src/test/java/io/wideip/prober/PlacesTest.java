package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dead don't hold up the living. */
final class PlacesTest {
    private final TestProber test = new TestProber();

    /** 2,000 that hang for 3 s each would need 600 places at 10 s; there are 100. */
    @Test
    void thoseThatHangGetHalfOfThePlacesAndTheOthersAreOnTime() {
        Target[] dead = targets("dead", 2_000);
        Target[] living = targets("living", 50);
        for (Target target : dead) {
            test.attempts.outcomes.put(target, TIMED_OUT);
            test.attempts.lastings.put(target, CHECK.timeout());
        }
        test.probe(Stream.concat(Stream.of(dead), Stream.of(living)).toArray(Target[]::new));
        test.timeline.pass(INTERVAL.multipliedBy(60));
        assertThat(test.prober.counts().targets())
                .containsEntry(Verdict.DOWN, 2_000)
                .containsEntry(Verdict.UP, 50);
        int before = test.attempts.started.size();
        test.attempts.most = 0;
        test.timeline.pass(INTERVAL.multipliedBy(30));

        assertThat(test.attempts.most).isLessThanOrEqualTo(50 + living.length);
        for (Target target : living) {
            List<Instant> starts = test.attempts.started.subList(before, test.attempts.started.size()).stream()
                    .filter(one -> one.target().equals(target))
                    .map(FakeAttempts.Started::at)
                    .toList();
            assertThat(starts).hasSizeBetween(29, 31);
            for (int i = 1; i < starts.size(); i++) {
                assertThat(Duration.between(starts.get(i - 1), starts.get(i)))
                        .isLessThanOrEqualTo(Duration.ofSeconds(12));
            }
        }
    }

    @Test
    void oneThatHungIsFoundWhenItLivesAgain() {
        Target[] dead = targets("dead", 500);
        for (Target target : dead) {
            test.attempts.outcomes.put(target, TIMED_OUT);
            test.attempts.lastings.put(target, CHECK.timeout());
        }
        test.probe(dead);
        test.timeline.pass(INTERVAL.multipliedBy(30));
        test.attempts.lastings.remove(dead[0]);
        test.attempts.outcomes.put(dead[0], Outcome.SUCCESS);
        test.timeline.pass(INTERVAL.multipliedBy(12));
        assertThat(test.prober.of(dead[0]).verdict()).isEqualTo(Verdict.UP);
    }

    @ParameterizedTest
    @CsvSource({"20000,2000", "1024,102", "100,50", "1048576,20000", "-1,20000", "9223372036854775807,20000"})
    void theyFollowTheOpenFilesThereAre(long files, int places) {
        assertThat(OpenFiles.places(files)).isEqualTo(places);
    }

    private static Target[] targets(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Target(name + "-" + i, CHECK, "shop.apps.example.com"))
                .toArray(Target[]::new);
    }
}
