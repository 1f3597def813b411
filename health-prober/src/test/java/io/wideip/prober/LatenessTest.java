package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.REFUSED;
import static io.wideip.prober.TestProber.TARGET;
import static io.wideip.prober.TestProber.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Attempted;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prober that is late proves nothing. */
final class LatenessTest {
    private static final Duration TIMEOUT = CHECK.timeout();

    private final TestProber test = new TestProber();

    /** A fifth of three seconds. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            600, false, REFUSED,   failure
            601, false, REFUSED,   undecided
            600, false, TIMED_OUT, failure
            601, false, TIMED_OUT, undecided
            601, true,  TIMED_OUT, failure
            601, true,  REFUSED,   undecided
            """)
    void aFailureCountsUnlessTheLoopWasLateByMoreThanAFifthOfTheTimeout(
            int lateMillis, boolean patient, String outcome, String counts) {
        Outcome failure = outcome.equals("REFUSED") ? REFUSED : TIMED_OUT;
        Outcome weighed = Lateness.weighed(attempted(failure, lateMillis), patient, TIMEOUT);
        if (counts.equals("failure")) {
            assertThat(weighed).isSameAs(failure);
        } else {
            assertThat(weighed)
                    .isEqualTo(new Outcome.Undecided(
                            "it failed while the prober was late by 601 ms: " + ((Outcome.Failure) failure).reason()));
        }
    }

    @Test
    void aSuccessAlwaysCounts() {
        assertThat(Lateness.weighed(attempted(Outcome.SUCCESS, 60_000), false, TIMEOUT))
                .isSameAs(Outcome.SUCCESS);
    }

    @Test
    void noFallIsSoLowThatAStopTakesATargetDownAndTheAttemptIsMadeAgainWithinASecond() {
        HealthCheck hasty = new HealthCheck("app", CHECK.probe(), INTERVAL, TIMEOUT, 1, 2, 1);
        Target target = new Target("192.0.2.10", hasty, "shop.apps.example.com");
        test.probe(target);
        test.timeline.pass(INTERVAL);
        int before = test.attempts.started.size();
        test.attempts.outcome = TIMED_OUT;
        test.attempts.late = Duration.ofSeconds(10);
        while (test.attempts.started.size() == before) {
            test.timeline.pass(Duration.ofMillis(1));
        }
        test.attempts.outcome = Outcome.SUCCESS;
        test.attempts.late = Duration.ZERO;
        test.timeline.pass(Duration.ofSeconds(1));
        assertThat(test.changes).containsExactly("192.0.2.10 UP its first successful check");

        List<FakeAttempts.Started> started = test.attempts.started;
        assertThat(started).extracting(FakeAttempts.Started::patient).contains(true);
        int first = started.stream().map(FakeAttempts.Started::patient).toList().indexOf(true);
        assertThat(Duration.between(at(started, first - 1), at(started, first)))
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    /** As long as the processor is short, every attempt is late. */
    @Test
    void aDeadTargetIsFoundAlthoughTheLoopIsAlwaysLate() {
        test.probe(TARGET);
        test.timeline.pass(INTERVAL);
        test.attempts.late = Duration.ofSeconds(2);
        test.attempts.outcome = TIMED_OUT;
        test.timeline.pass(INTERVAL.multipliedBy(4));
        assertThat(test.prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whatFailsLateAndNotByItsTimeoutNeverCounts() {
        test.probe(TARGET);
        test.timeline.pass(INTERVAL);
        test.attempts.late = Duration.ofSeconds(2);
        test.attempts.outcome = REFUSED;
        test.timeline.pass(INTERVAL.multipliedBy(10));
        assertThat(test.prober.of(TARGET).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(test.prober.of(TARGET).available()).isTrue();
    }

    private static Attempted attempted(Outcome outcome, int lateMillis) {
        return new Attempted(outcome, Duration.ofSeconds(1), Duration.ofMillis(lateMillis));
    }

    private static Instant at(List<FakeAttempts.Started> started, int index) {
        return started.get(index).at();
    }
}
