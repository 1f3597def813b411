package io.wideip.prober;

import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.SharedValues;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.FakeProbe;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What attempts make of one target. */
final class TrackedTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration FAST = Duration.ofSeconds(2);
    private static final Duration SLOW = INTERVAL;
    private static final Outcome UNDECIDED = new Outcome.Undecided("no connection could be opened");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final HealthCheck CHECK =
            new HealthCheck("app", new FakeProbe("/healthz"), SLOW, TIMEOUT, 3, 2, 2, FAST);

    private final SharedValues<String> reasons = new SharedValues<>(10);
    private final Tracked tracked = new Tracked(new Target("192.0.2.10", CHECK, "shop.example.com"), "east", 0);

    @Test
    void checksComeFastWhileTheySpeakAgainstTheVerdictAndElseAtTheInterval() {
        assertThat(tracked.pace()).as("before the first verdict").isEqualTo(FAST);
        end(Outcome.SUCCESS);
        assertThat(tracked.pace()).as("up").isEqualTo(SLOW);
        end(REFUSED);
        assertThat(tracked.pace()).as("failing").isEqualTo(FAST);
        end(Outcome.SUCCESS);
        assertThat(tracked.pace()).as("a success that clears no failure yet").isEqualTo(FAST);
        end(Outcome.SUCCESS);
        assertThat(tracked.pace()).as("up again").isEqualTo(SLOW);
        end(REFUSED, REFUSED, REFUSED);
        assertThat(tracked.status().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(tracked.pace()).as("down").isEqualTo(SLOW);
        end(Outcome.SUCCESS);
        assertThat(tracked.pace()).as("rising").isEqualTo(FAST);
    }

    @Test
    void theFirstRoundIsOverAfterFallAttemptsOfWhichNoneWasLate() {
        tracked.failedLate = true;
        end(UNDECIDED, UNDECIDED, UNDECIDED);
        assertThat(tracked.hasHadFirstRound()).as("all were late").isFalse();
        tracked.failedLate = false;
        end(UNDECIDED, UNDECIDED);
        assertThat(tracked.hasHadFirstRound()).as("two were not").isFalse();
        end(UNDECIDED);
        assertThat(tracked.hasHadFirstRound()).as("three were not").isTrue();
    }

    /** A patient attempt that times out counts, however late its loop was. */
    @Test
    void whatIsBelievedAlthoughItWasLateCountsForTheFirstRound() {
        tracked.failedLate = true;
        end(REFUSED, UNDECIDED, REFUSED);
        assertThat(tracked.hasHadFirstRound()).isFalse();
        assertThat(tracked.pace()).isEqualTo(FAST);
        tracked.failedLate = false;
        end(UNDECIDED);
        assertThat(tracked.hasHadFirstRound()).isTrue();
    }

    @Test
    void oneThatIsDownAndTakesMoreThanHalfItsTimeoutHangs() {
        assertThat(tracked.hangs()).as("not judged").isFalse();
        end(REFUSED, REFUSED, REFUSED);
        lasting(TIMEOUT.dividedBy(2));
        assertThat(tracked.hangs()).isFalse();
        lasting(TIMEOUT.dividedBy(2).plusNanos(1));
        assertThat(tracked.hangs()).isTrue();
    }

    @Test
    void aVerdictIsTrustedForThreeIntervalsAndATimeout() {
        tracked.judge(new LastAttempt(Outcome.SUCCESS, NOW, Duration.ZERO), null, reasons, 7);
        long trusted = SLOW.multipliedBy(3).plus(TIMEOUT).toNanos();
        assertThat(tracked.doubt(7 + trusted, NOW)).isFalse();
        assertThat(tracked.doubt(8 + trusted, NOW)).isTrue();
        assertThat(tracked.status().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(tracked.status().available()).isTrue();
    }

    @Test
    void aTargetThatNobodyCouldJudgeYetSaysWhy() {
        assertThat(tracked.state().reason()).isEqualTo("not checked yet");
        end(UNDECIDED);
        assertThat(tracked.state().reason()).isEqualTo("no connection could be opened");
        end(REFUSED);
        assertThat(tracked.state().reason()).startsWith("not judged yet, the newest check failed with: ");
        end(REFUSED, REFUSED, UNDECIDED);
        assertThat(tracked.state().reason()).startsWith("3 checks failed");
    }

    @Test
    void onlyWhatWentDownIsGivenBack() {
        assertThat(tracked.giveBack("of the test", NOW)).isFalse();
        assertThat(tracked.status()).isEqualTo(TargetStatus.NEVER_JUDGED);
        end(REFUSED, REFUSED, REFUSED);
        assertThat(tracked.giveBack("of the test", NOW)).isTrue();
        assertThat(tracked.status().verdict()).isEqualTo(Verdict.UP);
        assertThat(tracked.state().failures()).as("one more takes it down").isEqualTo(2);
    }

    private void end(Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            tracked.judge(new LastAttempt(outcome, NOW, Duration.ofMillis(1)), null, reasons, 0);
        }
    }

    private void lasting(Duration took) {
        tracked.judge(new LastAttempt(REFUSED, NOW, took), null, reasons, 0);
    }
}
