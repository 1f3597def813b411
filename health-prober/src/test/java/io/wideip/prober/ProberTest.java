package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.REFUSED;
import static io.wideip.prober.TestProber.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What attempts do to verdicts, and who is told. */
final class ProberTest {
    private final TestProber test = new TestProber();
    private final FakeTimeline timeline = test.timeline;
    private final FakeAttempts attempts = test.attempts;
    private final List<String> changes = test.changes;
    private final Prober prober = test.prober;

    @Test
    void theFirstSuccessBringsAnUnknownTargetUpWithinASecond() {
        test.probe(TARGET);
        assertThat(prober.of(TARGET)).isEqualTo(TargetStatus.NEVER_JUDGED);
        timeline.pass(Duration.ofSeconds(1));
        assertThat(changes).containsExactly("192.0.2.10 UP its first successful check");
        assertThat(prober.of(TARGET).available()).isTrue();
    }

    @Test
    void tellsForHowLongItsThreadHasNotMoved() {
        timeline.pass(Duration.ofMinutes(10));
        assertThat(prober.sinceMoved()).isLessThanOrEqualTo(Duration.ofSeconds(1));

        timeline.halt(Duration.ofMinutes(2));
        assertThat(prober.sinceMoved()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(121));

        timeline.pass(Duration.ofSeconds(2));
        assertThat(prober.sinceMoved()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void twoFailuresChangeNothingTheThirdTakesDownAndRiseBringsUpAgain() {
        test.probe(TARGET);
        timeline.pass(Duration.ofSeconds(1));
        attempts.outcome = REFUSED;
        test.attemptsPass(2);
        assertThat(changes).hasSize(1);
        test.attemptsPass(1);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(TARGET).available()).isFalse();
        attempts.outcome = Outcome.SUCCESS;
        test.attemptsPass(1);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        test.attemptsPass(1);
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
            test.probe(TARGET);
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
    void aVerdictWithoutNewEvidenceForThreeIntervalsAndATimeoutIsUnknownAndCountsAsBefore() {
        attempts.outcome = REFUSED;
        test.probe(TARGET);
        timeline.pass(INTERVAL.multipliedBy(3).plusSeconds(5));
        attempts.outcome = new Outcome.Undecided("the check could not be made: Too many open files");
        timeline.pass(Duration.ofSeconds(25));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        timeline.pass(Duration.ofSeconds(6));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(prober.of(TARGET).available()).isFalse();
        assertThat(prober.of(TARGET).reason()).matches("no check has ended for 3[34]s, it was down before");
        attempts.outcome = REFUSED;
        test.attemptsPass(1);
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(prober.of(TARGET).reason()).isEqualTo("checks end again, and it is as it was before");
    }

    @Test
    void anAttemptThatCanNotBeStartedIsUndecidedAndFollowedByOthers() {
        attempts.startFault = new OutOfMemoryError("on purpose");
        test.probe(TARGET);
        timeline.pass(INTERVAL.multipliedBy(2));
        assertThat(prober.counts().inFlight()).isZero();
        assertThat(prober.counts().attempts().get("fake"))
                .isEqualTo(new ProberCounts.AttemptCounts(0, 0, 4, Duration.ZERO));
        attempts.startFault = null;
        timeline.pass(INTERVAL.multipliedBy(2));
        assertThat(changes).containsExactly("192.0.2.10 UP its first successful check");
    }

    /** Each that fails makes room for one that waits: were that a call in a call, many would overflow the stack. */
    @Test
    void noneOfManyAttemptsThatCanNotBeStartedIsLost() {
        attempts.lasting = Duration.ofSeconds(2);
        test.probe(IntStream.range(0, 20_000)
                .mapToObj(i -> new Target("target-" + i, CHECK, "shop.apps.example.com"))
                .toArray(Target[]::new));
        timeline.pass(Duration.ofSeconds(1));
        attempts.startFault = new OutOfMemoryError("on purpose");
        timeline.pass(INTERVAL.multipliedBy(2));
        ProberCounts counts = prober.counts();
        assertThat(counts.inFlight()).isZero();
        assertThat(counts.waiting()).isZero();
        assertThat(counts.attempts())
                .hasEntrySatisfying(
                        "fake", ended -> assertThat(ended.undecided()).isGreaterThan(20_000));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatTheListenerThrowsStopsNothing(Runnable fault) {
        Prober throwing = test.prober((target, status) -> {
            changes.add("told");
            fault.run();
        });
        throwing.change(TestProber.in("east", TARGET), Set.of());
        timeline.pass(INTERVAL.multipliedBy(3));
        assertThat(changes).containsExactly("told");
        assertThat(attempts.startsOf(TARGET)).hasSizeBetween(3, 4);
    }

    static Stream<Runnable> faults() {
        return Stream.of(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                () -> {
                    throw new StackOverflowError("on purpose");
                });
    }

    @Test
    void countsAttemptsByTypeAndResultAndTargetsByVerdict() {
        Target dead = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcomes.put(dead, REFUSED);
        attempts.lasting = Duration.ofMillis(100);
        test.probe(TARGET, dead);
        timeline.pass(Duration.ofMillis(500));
        ProberCounts counts = prober.counts();
        assertThat(counts.attempts())
                .containsExactly(Map.entry("fake", new ProberCounts.AttemptCounts(1, 1, 0, Duration.ofMillis(200))));
        assertThat(counts.targets()).isEqualTo(Map.of(Verdict.UP, 1, Verdict.DOWN, 0, Verdict.UNKNOWN, 1));
    }

    @Test
    void refusesOptionsThatAreNoProbe() {
        HealthCheck foreign = new HealthCheck("x", () -> null, INTERVAL, INTERVAL, 1, 1, 1);
        assertThatThrownBy(() -> test.probe(new Target("192.0.2.1", foreign, "h")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
