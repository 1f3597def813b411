package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.REFUSED;
import static io.wideip.prober.TestProber.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.availability.Standing;
import io.wideip.config.availability.Target;
import io.wideip.config.availability.Verdict;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When the first round of checks has ended. */
final class FirstRoundTest {
    private final TestProber test = new TestProber();
    private final FakeTimeline timeline = test.timeline;
    private final FakeAttempts attempts = test.attempts;
    private final Prober prober = test.prober;

    @Test
    void endsWithTheLastFirstVerdict() {
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
    void waitsNeitherForTargetsThatGoNorForAttemptsThatCantBeMade() {
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
    void ofNoTargetsItEndsAtOnce() {
        prober.probe(Set.of());
        assertThat(ended()).isFalse();
        timeline.pass(Duration.ZERO);
        assertThat(ended()).isTrue();
    }

    @Test
    void closingEndsItAndTheAttempts() {
        prober.probe(Set.of(TARGET));
        prober.close();
        assertThat(ended()).isTrue();
        assertThat(attempts.closed).isTrue();
    }

    private boolean ended() {
        return prober.firstRound().toCompletableFuture().isDone();
    }
}
