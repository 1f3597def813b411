package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Cause;
import io.wideip.prober.probe.FakeProbe;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Targets that come, change and go. */
final class ProberTargetsTest {
    private final TestProber test = new TestProber();
    private final FakeTimeline timeline = test.timeline;
    private final FakeAttempts attempts = test.attempts;
    private final List<String> changes = test.changes;
    private final Prober prober = test.prober;

    @Test
    void targetsThatStayKeepTheirStandingAndScheduleAndThoseThatGoAreForgotten() {
        Target other = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        test.probe(TARGET, other);
        timeline.pass(Duration.ofSeconds(1));
        TargetStatus before = prober.of(TARGET);
        for (int i = 0; i < 50; i++) {
            test.probe(TARGET);
            timeline.pass(Duration.ofSeconds(1));
        }
        assertThat(prober.of(TARGET)).isSameAs(before);
        assertThat(attempts.startsOf(TARGET)).hasSizeBetween(5, 7);
        assertThat(attempts.startsOf(other)).hasSize(1);
        assertThat(prober.of(other)).isEqualTo(TargetStatus.NEVER_JUDGED);
        assertThat(timeline.pending()).as("the next attempt and the sweep").isEqualTo(2);
    }

    @Test
    void aTargetWhoseTimesChangeKeepsItsVerdict() {
        test.bringDown();
        Target hasty = with(new HealthCheck(
                "app", new FakeProbe("/healthz"), Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2, 1));
        test.probe(hasty);
        timeline.pass(Duration.ofSeconds(1));
        assertThat(prober.of(hasty).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(hasty).reason()).contains("connection refused");
        assertThat(prober.of(TARGET)).isEqualTo(TargetStatus.NEVER_JUDGED);
        attempts.outcome = Outcome.SUCCESS;
        timeline.pass(Duration.ofSeconds(7));
        assertThat(prober.of(hasty).available()).as("after one success").isFalse();
        timeline.pass(Duration.ofSeconds(5));
        assertThat(prober.of(hasty).available()).as("after two").isTrue();
        assertThat(changes).containsExactly("192.0.2.10 UP 2 checks in a row succeeded");
    }

    @Test
    void aTargetWhoseCheckAsksSomethingElseCountsAsBeforeUntilItIsJudged() {
        test.bringDown();
        Target other = with(new HealthCheck("app", new FakeProbe("/ready"), INTERVAL, Duration.ofSeconds(3), 3, 2, 1));
        test.probe(other);
        timeline.pass(Duration.ofMillis(1));
        assertThat(prober.of(other).available()).isFalse();
        assertThat(prober.of(other).reason()).isEqualTo("its check has changed, it was down before");
        attempts.outcome = Outcome.SUCCESS;
        timeline.pass(INTERVAL);
        assertThat(prober.of(other).verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void checksThatDifferInTheirNameOnlyAreProbedOnceAndOneThatIsRenamedGoesOn() {
        Target renamed = with(new HealthCheck("web", CHECK.probe(), INTERVAL, CHECK.timeout(), 3, 2, 1));
        test.bringDown();
        assertThat(prober.of(renamed).verdict()).isEqualTo(Verdict.DOWN);
        int before = attempts.started.size();
        test.probe(renamed);
        timeline.pass(INTERVAL.multipliedBy(10));
        assertThat(attempts.started.size() - before).isBetween(9, 11);
        assertThat(prober.targets())
                .extracting(state -> state.target().check().name())
                .containsExactly("web");
        assertThat(changes).isEmpty();
    }

    @Test
    void whatIsKnownPassesToNoOtherCheckOrHost() {
        test.bringDown();
        Target otherCheck =
                with(new HealthCheck("web", new FakeProbe("/ready"), INTERVAL, Duration.ofSeconds(3), 3, 2, 1));
        Target otherHost = new Target(TARGET.address(), CHECK, "pay.apps.example.com");
        test.probe(TARGET, otherCheck, otherHost);
        timeline.pass(Duration.ofMillis(1));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(otherCheck)).isEqualTo(TargetStatus.NEVER_JUDGED);
        assertThat(prober.of(otherHost)).isEqualTo(TargetStatus.NEVER_JUDGED);
    }

    /** A site that is down brings thousands down at once. */
    @Test
    void targetsThatFailAlikeShareWhatIsToldOfThem() {
        Target other = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcomes.put(TARGET, new Outcome.Failure(Cause.STATUS, "status " + 503));
        attempts.outcomes.put(other, new Outcome.Failure(Cause.STATUS, "status " + 503));
        test.probe(TARGET, other);
        timeline.pass(INTERVAL.multipliedBy(4));

        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(TARGET).reason()).isSameAs(prober.of(other).reason());
        assertThat(prober.targets().stream()
                        .map(target -> Objects.requireNonNull(target.last()).outcome())
                        .map(System::identityHashCode)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void saysWhenTheNewTargetsAreTaken() {
        CompletionStage<Integer> taken = test.probe(TARGET);
        assertThat(taken.toCompletableFuture()).isNotDone();
        timeline.pass(Duration.ZERO);
        assertThat(taken.toCompletableFuture()).isCompleted();
        CompletionStage<Integer> closing = test.probe();
        CompletionStage<Integer> closingToo = test.probe(TARGET);
        prober.close();
        assertThat(closing.toCompletableFuture()).isCompleted();
        assertThat(closingToo.toCompletableFuture()).isCompleted();
        assertThat(test.probe().toCompletableFuture()).isCompleted();
    }

    @Test
    void whatRunsForATargetThatGoesIsCancelledAndJudgesNothing() {
        attempts.lasting = Duration.ofSeconds(3);
        test.probe(TARGET);
        timeline.pass(Duration.ofSeconds(1));
        test.probe();
        timeline.pass(Duration.ofSeconds(10));
        assertThat(attempts.cancelled).isEqualTo(1);
        assertThat(prober.counts().inFlight()).isZero();
        assertThat(changes).isEmpty();
    }

    @Test
    void theTotalsByVerdictAreThoseOfTheTargetsWhateverBecomesOfThem() {
        Target other = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        Target changed =
                with(new HealthCheck("app", new FakeProbe("/ready"), INTERVAL, Duration.ofSeconds(3), 3, 2, 1));
        Target hasty = with(new HealthCheck(
                "app", new FakeProbe("/healthz"), Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2, 1));
        test.bringDown();
        assertTotals(Set.of(TARGET), Verdict.DOWN);
        attempts.outcomes.put(other, Outcome.SUCCESS);
        probeAndPass(Set.of(TARGET, other), INTERVAL);
        assertTotals(Set.of(TARGET, other), Verdict.DOWN, Verdict.UP);
        probeAndPass(Set.of(hasty, other), Duration.ZERO);
        assertTotals(Set.of(hasty, other), Verdict.DOWN, Verdict.UP);
        probeAndPass(Set.of(changed, other), Duration.ZERO);
        assertTotals(Set.of(changed, other), Verdict.UNKNOWN, Verdict.UP);
        attempts.outcomes.put(other, new Outcome.Undecided("on purpose"));
        attempts.outcome = Outcome.SUCCESS;
        probeAndPass(Set.of(changed, other), INTERVAL.multipliedBy(4));
        assertTotals(Set.of(changed, other), Verdict.UP, Verdict.UNKNOWN);
        probeAndPass(Set.of(), Duration.ZERO);
        assertTotals(Set.of());
    }

    private void probeAndPass(Set<Target> targets, Duration time) {
        test.probe(targets.toArray(Target[]::new));
        timeline.pass(time);
    }

    private void assertTotals(Set<Target> targets, Verdict... verdicts) {
        List<Verdict> each =
                targets.stream().map(one -> prober.of(one).verdict()).toList();
        assertThat(each).containsExactlyInAnyOrder(verdicts);
        for (Verdict verdict : Verdict.values()) {
            assertThat(prober.counts().targets()).containsEntry(verdict, Collections.frequency(each, verdict));
        }
    }

    private static Target with(HealthCheck check) {
        return new Target(TARGET.address(), check, TARGET.host());
    }
}
