package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wideip.config.HealthCheck;
import io.wideip.config.availability.Standing;
import io.wideip.config.availability.Target;
import io.wideip.config.availability.Verdict;
import io.wideip.prober.probe.Attempt;
import io.wideip.prober.probe.Outcome;
import io.wideip.prober.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ProberTest {
    private static final Outcome REFUSED = new Outcome.Failure("connection refused");
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final HealthCheck CHECK =
            new HealthCheck("app", new Fake("/healthz"), INTERVAL, Duration.ofSeconds(3), 3, 2, 1);
    private static final Target TARGET = new Target("192.0.2.10", CHECK, "shop.apps.example.com");

    private final FakeTimeline timeline = new FakeTimeline();
    private final FakeAttempts attempts = new FakeAttempts(timeline);
    private final List<String> changes = new ArrayList<>();
    private final Random seeded = new Random(1);
    private final Prober prober = prober(100);

    @Test
    void theFirstSuccessBringsAnUnknownTargetUpWithinASecond() {
        prober.probe(Set.of(TARGET));
        assertThat(prober.of(TARGET)).isEqualTo(Standing.NEVER_JUDGED);
        timeline.pass(Duration.ofSeconds(1));
        assertThat(changes).containsExactly("192.0.2.10 UP its first successful check");
        assertThat(prober.of(TARGET).available()).isTrue();
    }

    @Test
    void twoFailuresChangeNothingTheThirdTakesDownAndRiseBringsUpAgain() {
        prober.probe(Set.of(TARGET));
        timeline.pass(Duration.ofSeconds(1));
        attempts.outcome = REFUSED;
        attemptsPass(2);
        assertThat(changes).hasSize(1);
        attemptsPass(1);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(TARGET).available()).isFalse();
        attempts.outcome = Outcome.SUCCESS;
        attemptsPass(1);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        attemptsPass(1);
        assertThat(changes)
                .containsExactly(
                        "192.0.2.10 UP its first successful check",
                        "192.0.2.10 DOWN 3 checks in a row failed, the last with: connection refused",
                        "192.0.2.10 UP 2 checks in a row succeeded");
    }

    @Test
    void theLogSaysWhichTargetWentDownAndWhy() {
        Logger logger = (Logger) LoggerFactory.getLogger(Prober.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            attempts.outcome = REFUSED;
            prober.probe(Set.of(TARGET));
            timeline.pass(INTERVAL.multipliedBy(3));
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("target 192.0.2.10 fake /healthz (shop.apps.example.com) is down: "
                        + "3 checks in a row failed, the last with: connection refused");
    }

    @Test
    void theIntervalJittersByATenthEitherWayAndDoesNotDrift() {
        attempts.lasting = Duration.ofSeconds(2);
        prober.probe(Set.of(TARGET));
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
        prober.probe(Set.of(TARGET));
        timeline.pass(INTERVAL.multipliedBy(100));
        assertThat(attempts.startsOf(TARGET)).hasSizeGreaterThan(90);
    }

    @Test
    void targetsThatStayKeepTheirStandingAndScheduleAndThoseThatGoAreForgotten() {
        Target other = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        prober.probe(Set.of(TARGET, other));
        timeline.pass(Duration.ofSeconds(1));
        Standing before = prober.of(TARGET);
        for (int i = 0; i < 50; i++) {
            prober.probe(Set.of(TARGET));
            timeline.pass(Duration.ofSeconds(1));
        }
        assertThat(prober.of(TARGET)).isSameAs(before);
        assertThat(attempts.startsOf(TARGET)).hasSizeBetween(5, 7);
        assertThat(attempts.startsOf(other)).hasSize(1);
        assertThat(prober.of(other)).isEqualTo(Standing.NEVER_JUDGED);
        assertThat(timeline.pending()).as("the next attempt and the sweep").isEqualTo(2);
    }

    @Test
    void aTargetWhoseTimesChangeKeepsItsVerdict() {
        bringDown();
        Target hasty = with(
                new HealthCheck("app", new Fake("/healthz"), Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2, 1));
        prober.probe(Set.of(hasty));
        timeline.pass(Duration.ofSeconds(1));
        assertThat(prober.of(hasty).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(hasty).reason()).contains("connection refused");
        assertThat(prober.of(TARGET)).isEqualTo(Standing.NEVER_JUDGED);
        attempts.outcome = Outcome.SUCCESS;
        timeline.pass(Duration.ofSeconds(7));
        assertThat(prober.of(hasty).available()).as("after one success").isFalse();
        timeline.pass(Duration.ofSeconds(5));
        assertThat(prober.of(hasty).available()).as("after two").isTrue();
        assertThat(changes).containsExactly("192.0.2.10 UP 2 checks in a row succeeded");
    }

    @Test
    void aTargetWhoseCheckAsksSomethingElseCountsAsBeforeUntilItIsJudged() {
        bringDown();
        Target other = with(new HealthCheck("app", new Fake("/ready"), INTERVAL, Duration.ofSeconds(3), 3, 2, 1));
        prober.probe(Set.of(other));
        timeline.pass(Duration.ofMillis(1));
        assertThat(prober.of(other).available()).isFalse();
        assertThat(prober.of(other).reason()).isEqualTo("its check has changed, it was down before");
        attempts.outcome = Outcome.SUCCESS;
        timeline.pass(INTERVAL);
        assertThat(prober.of(other).verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void whatIsKnownPassesToNoOtherCheckOrHost() {
        bringDown();
        Target otherCheck = with(new HealthCheck("web", new Fake("/ready"), INTERVAL, Duration.ofSeconds(3), 3, 2, 1));
        Target otherHost = new Target(TARGET.address(), CHECK, "pay.apps.example.com");
        prober.probe(Set.of(TARGET, otherCheck, otherHost));
        timeline.pass(Duration.ofMillis(1));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(otherCheck)).isEqualTo(Standing.NEVER_JUDGED);
        assertThat(prober.of(otherHost)).isEqualTo(Standing.NEVER_JUDGED);
    }

    @Test
    void saysWhenTheNewTargetsAreTaken() {
        CompletionStage<Void> taken = prober.probe(Set.of(TARGET));
        assertThat(taken.toCompletableFuture()).isNotDone();
        timeline.pass(Duration.ZERO);
        assertThat(taken.toCompletableFuture()).isCompleted();
        CompletionStage<Void> closing = prober.probe(Set.of());
        prober.close();
        assertThat(closing.toCompletableFuture()).isCompleted();
        assertThat(prober.probe(Set.of()).toCompletableFuture()).isCompleted();
    }

    @Test
    void whatRunsForATargetThatGoesIsCancelledAndJudgesNothing() {
        attempts.lasting = Duration.ofSeconds(3);
        prober.probe(Set.of(TARGET));
        timeline.pass(Duration.ofSeconds(1));
        prober.probe(Set.of());
        timeline.pass(Duration.ofSeconds(10));
        assertThat(attempts.cancelled).isEqualTo(1);
        assertThat(prober.counts().inFlight()).isZero();
        assertThat(changes).isEmpty();
    }

    @Test
    void manyNewTargetsAreSpreadOverTheirInterval() {
        prober.probe(targets(5_000));
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
        prober.probe(targets(1_000));
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
    void aVerdictWithoutNewEvidenceForThreeIntervalsAndATimeoutIsUnknownAndCountsAsBefore() {
        attempts.outcome = REFUSED;
        prober.probe(Set.of(TARGET));
        timeline.pass(INTERVAL.multipliedBy(3));
        attempts.outcome = new Outcome.Undecided("no connection could be opened: Too many open files");
        timeline.pass(INTERVAL.multipliedBy(2));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        timeline.pass(INTERVAL);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(prober.of(TARGET).available()).isFalse();
        assertThat(prober.of(TARGET).reason()).matches("no check has ended for 3[34]s, it was down before");
        attempts.outcome = REFUSED;
        timeline.pass(INTERVAL.multipliedBy(2));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(TARGET).reason()).isEqualTo("checks end again, and it is as it was before");
    }

    @Test
    void afterAHaltThereIsOneAttemptForAllThatWereMissed() {
        prober.probe(Set.of(TARGET));
        timeline.pass(Duration.ofSeconds(1));
        timeline.halt(INTERVAL.multipliedBy(60));
        timeline.pass(Duration.ZERO);
        assertThat(attempts.startsOf(TARGET)).hasSize(2);
        timeline.pass(INTERVAL.multipliedBy(2));
        assertThat(attempts.startsOf(TARGET)).hasSizeBetween(3, 4);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void theFirstRoundEndsWithTheLastFirstVerdict() {
        Target dead = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcomes.put(dead, REFUSED);
        prober.probe(Set.of(TARGET, dead));
        timeline.pass(Duration.ofSeconds(12));
        assertThat(ended()).isFalse();
        timeline.pass(INTERVAL);
        assertThat(ended()).isTrue();
        assertThat(prober.of(dead).verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void theFirstRoundWaitsNeitherForTargetsThatGoNorForAttemptsThatCantBeMade() {
        Target gone = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcome = new Outcome.Undecided("no connection could be opened");
        prober.probe(Set.of(TARGET, gone));
        timeline.pass(Duration.ofSeconds(1));
        prober.probe(Set.of(TARGET));
        timeline.pass(Duration.ofSeconds(12));
        assertThat(ended()).isFalse();
        timeline.pass(INTERVAL);
        assertThat(ended()).isTrue();
        assertThat(prober.of(TARGET)).isEqualTo(Standing.NEVER_JUDGED);
    }

    @Test
    void theFirstRoundOfNoTargetsEndsAtOnce() {
        prober.probe(Set.of());
        assertThat(ended()).isFalse();
        timeline.pass(Duration.ZERO);
        assertThat(ended()).isTrue();
    }

    @Test
    void whatTheListenerThrowsStopsNothing() {
        Prober throwing = new Prober(
                (target, standing) -> {
                    changes.add("told");
                    throw new IllegalStateException("on purpose");
                },
                attempts,
                timeline,
                seeded::nextDouble,
                100);
        throwing.probe(Set.of(TARGET));
        timeline.pass(INTERVAL.multipliedBy(3));
        assertThat(changes).containsExactly("told");
        assertThat(attempts.startsOf(TARGET)).hasSizeBetween(3, 4);
    }

    @Test
    void countsAttemptsByTypeAndResultAndTargetsByVerdict() {
        Target dead = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcomes.put(dead, REFUSED);
        attempts.lasting = Duration.ofMillis(100);
        prober.probe(Set.of(TARGET, dead));
        timeline.pass(Duration.ofSeconds(2));
        ProberCounts counts = prober.counts();
        assertThat(counts.attempts())
                .containsExactly(Map.entry("fake", new ProberCounts.Attempts(1, 1, 0, Duration.ofMillis(200))));
        assertThat(counts.targets()).isEqualTo(Map.of(Verdict.UP, 1, Verdict.DOWN, 0, Verdict.UNKNOWN, 1));
    }

    @Test
    void refusesOptionsThatAreNoProbe() {
        HealthCheck foreign = new HealthCheck("x", () -> null, INTERVAL, INTERVAL, 1, 1, 1);
        assertThatThrownBy(() -> prober.probe(Set.of(new Target("192.0.2.1", foreign, "h"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closingEndsTheFirstRoundAndTheAttempts() {
        prober.probe(Set.of(TARGET));
        prober.close();
        assertThat(ended()).isTrue();
        assertThat(attempts.closed).isTrue();
    }

    private Prober prober(int ceiling) {
        return new Prober(
                (target, standing) ->
                        changes.add(target.address() + " " + standing.verdict() + " " + standing.reason()),
                attempts,
                timeline,
                seeded::nextDouble,
                ceiling);
    }

    private boolean ended() {
        return prober.firstRound().toCompletableFuture().isDone();
    }

    private void attemptsPass(int count) {
        int wanted = attempts.startsOf(TARGET).size() + count;
        while (attempts.startsOf(TARGET).size() < wanted) {
            timeline.pass(Duration.ofMillis(100));
        }
    }

    private void bringDown() {
        prober.probe(Set.of(TARGET));
        attempts.outcome = REFUSED;
        timeline.pass(INTERVAL.multipliedBy(4));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        changes.clear();
    }

    private static Target with(HealthCheck check) {
        return new Target(TARGET.address(), check, TARGET.host());
    }

    private static Set<Target> targets(int count) {
        Set<Target> targets = new LinkedHashSet<>();
        IntStream.range(0, count)
                .forEach(i -> targets.add(new Target("192.0.2.10", CHECK, "n" + i + ".apps.example.com")));
        return targets;
    }

    private record Fake(String path) implements Probe {
        @Override
        public @Nullable String host() {
            return null;
        }

        @Override
        public String type() {
            return "fake";
        }

        @Override
        public String label() {
            return "fake " + path;
        }

        @Override
        public void start(Attempt attempt) {
            throw new AssertionError("the fake attempts start no probe");
        }
    }
}
