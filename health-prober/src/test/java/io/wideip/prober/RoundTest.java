package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.REFUSED;
import static io.wideip.prober.TestProber.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When something is known of all targets. */
final class RoundTest {
    private final TestProber test = new TestProber();
    private final FakeTimeline timeline = test.timeline;
    private final FakeAttempts attempts = test.attempts;
    private final Prober prober = test.prober;

    @Test
    void endsWithTheLastFirstVerdict() {
        Target dead = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcomes.put(dead, REFUSED);
        test.probe(TARGET, dead);
        CompletableFuture<Void> judged = prober.judged().toCompletableFuture();
        timeline.pass(Duration.ofMillis(1500));
        assertThat(judged).isNotDone();
        timeline.pass(Duration.ofSeconds(1));
        assertThat(judged).isDone();
        assertThat(prober.of(dead).verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void waitsNeitherForTargetsThatGoNorForAttemptsThatCantBeMade() {
        Target gone = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcome = new Outcome.Undecided("no connection could be opened");
        test.probe(TARGET, gone);
        CompletableFuture<Void> judged = prober.judged().toCompletableFuture();
        timeline.pass(Duration.ofMillis(500));
        test.probe(TARGET);
        timeline.pass(Duration.ofSeconds(1));
        assertThat(judged).isNotDone();
        timeline.pass(Duration.ofSeconds(1));
        assertThat(judged).isDone();
        assertThat(prober.of(TARGET)).isEqualTo(TargetStatus.NEVER_JUDGED);
    }

    @Test
    void ofNoTargetsItEndsAtOnce() {
        test.probe();
        CompletableFuture<Void> judged = prober.judged().toCompletableFuture();
        assertThat(judged).isNotDone();
        timeline.pass(Duration.ZERO);
        assertThat(judged).isDone();
    }

    /** A reload's new targets are waited for as those of the start are, and those that are known are not. */
    @Test
    void aLaterRoundWaitsForNewTargetsOnly() {
        test.bringDown();
        Target fresh = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        test.probe(TARGET, fresh);
        CompletableFuture<Void> judged = prober.judged().toCompletableFuture();
        timeline.pass(Duration.ofMillis(1500));
        assertThat(judged).isNotDone();
        timeline.pass(Duration.ofSeconds(1));
        assertThat(judged).isDone();
        assertThat(prober.of(fresh).verdict()).isEqualTo(Verdict.DOWN);
        test.probe(TARGET);
        CompletableFuture<Void> none = prober.judged().toCompletableFuture();
        timeline.pass(Duration.ZERO);
        assertThat(none).isDone();
    }

    /** A reload while the start is still waited for: each round waits for those that were there when it began. */
    @Test
    void twoRoundsAtOnceEndEachWithItsOwnTargets() {
        Target dead = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        Target later = new Target("192.0.2.12", CHECK, "shop.apps.example.com");
        attempts.outcomes.put(dead, REFUSED);
        test.probe(TARGET, dead);
        CompletableFuture<Void> first = prober.judged().toCompletableFuture();
        timeline.pass(Duration.ofMillis(1500));
        test.probe(TARGET, dead, later);
        CompletableFuture<Void> second = prober.judged().toCompletableFuture();
        timeline.pass(Duration.ofMillis(100));
        assertThat(prober.of(later).verdict()).isEqualTo(Verdict.UP);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        timeline.pass(Duration.ofSeconds(1));
        assertThat(prober.of(dead).verdict()).isEqualTo(Verdict.DOWN);
        assertThat(first).isDone();
        assertThat(second).isDone();
    }

    /** It has left the round already when it goes. */
    @Test
    void oneThatGoesAfterItsFirstRoundLeavesOthersWaitedFor() {
        Target dead = new Target("192.0.2.11", CHECK, "shop.apps.example.com");
        attempts.outcomes.put(dead, REFUSED);
        test.probe(TARGET, dead);
        CompletableFuture<Void> judged = prober.judged().toCompletableFuture();
        timeline.pass(Duration.ofMillis(1500));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.UP);
        test.probe(dead);
        timeline.pass(Duration.ZERO);
        assertThat(judged).isNotDone();
        timeline.pass(Duration.ofSeconds(2));
        assertThat(judged).isDone();
    }

    @Test
    void closingEndsItAndTheAttempts() {
        test.probe(TARGET);
        CompletableFuture<Void> judged = prober.judged().toCompletableFuture();
        prober.close();
        assertThat(judged).isDone();
        assertThat(attempts.closed).isTrue();
    }
}
