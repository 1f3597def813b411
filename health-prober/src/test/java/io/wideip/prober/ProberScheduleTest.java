package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When attempts are made. */
final class ProberScheduleTest {
    private final TestProber test = new TestProber();
    private final FakeTimeline timeline = test.timeline;
    private final FakeAttempts attempts = test.attempts;
    private final Prober prober = test.prober;

    @Test
    void theIntervalJittersByATenthEitherWayAndDoesNotDrift() {
        attempts.lasting = Duration.ofSeconds(2);
        test.probe(TARGET);
        timeline.pass(INTERVAL.multipliedBy(1000));
        List<Instant> starts = attempts.startsOf(TARGET);
        assertThat(starts).hasSizeBetween(999, 1001);
        for (int i = 1; i < starts.size(); i++) {
            Duration offGrid = Duration.between(starts.get(0).plus(INTERVAL.multipliedBy(i)), starts.get(i));
            assertThat(offGrid.abs()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(starts.stream().map(start -> start.toEpochMilli() % 10_000).distinct())
                .hasSizeGreaterThan(100);
    }

    @Test
    void anAttemptAsLongAsTheIntervalIsFollowedByTheNextAndNeverOverlapped() {
        attempts.lasting = INTERVAL;
        test.probe(TARGET);
        timeline.pass(INTERVAL.multipliedBy(100));
        assertThat(attempts.startsOf(TARGET)).hasSizeGreaterThan(90);
    }

    @Test
    void manyNewTargetsAreSpreadOverTheirInterval() {
        test.probe(targets(5_000));
        timeline.pass(INTERVAL);
        Map<Long, Integer> bySecond = new HashMap<>();
        for (FakeAttempts.Started one : attempts.started.subList(0, 5_000)) {
            bySecond.merge(one.at().getEpochSecond(), 1, Integer::sum);
        }
        assertThat(bySecond).hasSize(10);
        assertThat(bySecond.values()).allSatisfy(count -> assertThat(count).isBetween(400, 600));
    }

    @Test
    void neverMoreAttemptsAtOnceThanTheCeilingAndTheOthersWaitAndAreCounted() {
        attempts.lasting = Duration.ofSeconds(3);
        test.probe(targets(1_000));
        timeline.pass(Duration.ofSeconds(3));
        assertThat(attempts.most).isEqualTo(100);
        assertThat(prober.counts().inFlight()).isEqualTo(100);
        assertThat(prober.counts().waiting()).isPositive();
        assertThat(prober.counts().late())
                .isGreaterThanOrEqualTo(prober.counts().waiting());
        timeline.pass(Duration.ofSeconds(40));
        assertThat(attempts.most).isEqualTo(100);
        assertThat(attempts.started.stream().map(FakeAttempts.Started::target).distinct())
                .as("none starves")
                .hasSize(1_000);
    }

    @Test
    void afterAHaltThereIsOneAttemptForAllThatWereMissed() {
        test.probe(TARGET);
        timeline.pass(Duration.ofSeconds(1));
        timeline.halt(INTERVAL.multipliedBy(60));
        timeline.pass(Duration.ZERO);
        assertThat(attempts.startsOf(TARGET)).hasSize(2);
        timeline.pass(INTERVAL.multipliedBy(2));
        assertThat(attempts.startsOf(TARGET)).hasSizeBetween(3, 4);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.UP);
    }

    private static Target[] targets(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Target("192.0.2.10", CHECK, "n" + i + ".apps.example.com"))
                .toArray(Target[]::new);
    }
}
