package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.INTERVAL;
import static io.wideip.prober.TestProber.REFUSED;
import static io.wideip.prober.TestProber.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.config.state.StateDirectory;
import io.wideip.config.state.StateFile;
import io.wideip.prober.probe.FakeProbe;
import io.wideip.prober.probe.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known after a restart: each {@link TestProber} is a process. */
final class VerdictSaverTest {
    @TempDir
    Path directory;

    @Test
    void whatWasDownIsDownFromTheFirstMomentAndNobodyIsWaitedFor() {
        TargetStatus down = killedInAnOutage();
        TestProber next = restarted(Duration.ofMinutes(5));
        next.probe(TARGET);
        CompletableFuture<Void> judged = next.prober.judged().toCompletableFuture();
        next.timeline.pass(Duration.ZERO);
        assertThat(judged).isDone();
        assertThat(next.prober.of(TARGET)).isEqualTo(down);
        assertThat(next.prober.counts().targets()).containsEntry(Verdict.DOWN, 1);

        next.attempts.outcome = Outcome.SUCCESS;
        next.timeline.pass(Duration.ofSeconds(1));
        assertThat(next.prober.of(TARGET).available()).as("after one success").isFalse();
        next.timeline.pass(INTERVAL.multipliedBy(2));
        assertThat(next.changes).containsExactly("192.0.2.10 UP 2 checks in a row succeeded");
    }

    @Test
    void countsAreKept() {
        TestProber before = started();
        before.probe(TARGET);
        before.timeline.pass(Duration.ofSeconds(1));
        before.attempts.outcome = REFUSED;
        before.attemptsPass(2);
        before.prober.close();

        TestProber next = restarted(Duration.ofSeconds(10));
        next.attempts.outcome = REFUSED;
        next.probe(TARGET);
        next.timeline.pass(Duration.ofMillis(100));
        assertThat(next.changes)
                .containsExactly("192.0.2.10 DOWN 3 checks in a row failed, the last with: connection refused");
    }

    /** Its verdict is from before the restart, in which it may have died. */
    @Test
    void whatWasUpIsLookedAtQuicklyUntilItAnswers() {
        TestProber before = started();
        before.probe(TARGET);
        before.timeline.pass(Duration.ofMinutes(2));
        before.prober.close();

        TestProber next = restarted(Duration.ofMinutes(2));
        next.attempts.outcome = REFUSED;
        next.probe(TARGET);
        next.timeline.pass(Duration.ZERO);
        assertThat(next.prober.of(TARGET).verdict()).isEqualTo(Verdict.UP);
        next.timeline.pass(Duration.ofMillis(2_500));
        assertThat(next.prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aCheckThatChangedWithTheRestartKeepsAvailabilityOnly() {
        killedInAnOutage();
        HealthCheck other = new HealthCheck("app", new FakeProbe("/ready"), INTERVAL, CHECK.timeout(), 3, 2, 1);
        Target changed = new Target(TARGET.address(), other, TARGET.host());
        TestProber next = restarted(Duration.ZERO);
        next.probe(changed);
        next.timeline.pass(Duration.ZERO);
        assertThat(next.prober.of(changed).available()).isFalse();
        assertThat(next.prober.of(changed).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aVerdictIsSavedAtOnceAndManyAreSavedTogether() {
        TestProber test = started();
        test.probe(TARGET);
        test.timeline.pass(Duration.ofMillis(100));
        assertThat(saved().text()).contains("UP");
        test.attempts.outcome = REFUSED;
        StateFile.Saved before = saved();
        test.attemptsPass(2);
        test.attempts.outcome = Outcome.SUCCESS;
        assertThat(saved()).as("a failure changes no verdict").isEqualTo(before);
        test.timeline.pass(Duration.ofMinutes(5));
        assertThat(Duration.between(saved().at(), test.timeline.instant()))
                .as("else it would be too old one day")
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatIsTooOldIsNotBelieved() {
        killedInAnOutage();
        TestProber next = restarted(Duration.ofMinutes(61));
        next.probe(TARGET);
        next.timeline.pass(Duration.ZERO);
        assertThat(next.prober.of(TARGET)).isEqualTo(TargetStatus.NEVER_JUDGED);
    }

    @Test
    void whatIsDamagedIsSetAside() throws IOException {
        killedInAnOutage();
        Path file = directory.resolve("verdicts");
        Files.writeString(file, Files.readString(file).replace("DOWN", "UP"));
        TestProber next = restarted(Duration.ZERO);
        next.probe(TARGET);
        next.timeline.pass(Duration.ZERO);
        assertThat(next.prober.of(TARGET)).isEqualTo(TargetStatus.NEVER_JUDGED);
        assertThat(directory.resolve("verdicts.refused")).exists();
    }

    /** The checksum is right, so another program wrote it. */
    @Test
    void whatCanNotBeUnderstoodIsSetAside() {
        file().save("nonsense", new FakeTimeline().instant());
        TestProber next = restarted(Duration.ZERO);
        next.probe(TARGET);
        next.timeline.pass(Duration.ofMillis(1));
        assertThat(directory.resolve("verdicts.refused")).exists();
    }

    @Test
    void whoNeverKnewAnythingSavesNothing() {
        killedInAnOutage();
        StateFile.Saved before = saved();
        new TestProber().prober.close();
        TestProber unused = new TestProber();
        unused.prober.remember(StateDirectory.at(directory));
        unused.prober.close();
        assertThat(saved()).isEqualTo(before);
    }

    @Test
    void aTargetThatAReloadTookAwayByMistakeComesBackAsItWas() {
        TestProber test = new TestProber();
        test.bringDown();
        TargetStatus down = test.prober.of(TARGET);
        test.probe();
        test.timeline.pass(Duration.ofMinutes(1));
        assertThat(test.prober.of(TARGET)).isEqualTo(TargetStatus.NEVER_JUDGED);
        test.probe(TARGET);
        test.timeline.pass(Duration.ZERO);
        assertThat(test.prober.of(TARGET)).isEqualTo(down);
    }

    private TargetStatus killedInAnOutage() {
        TestProber before = started();
        before.bringDown();
        return before.prober.of(TARGET);
    }

    private TestProber started() {
        TestProber test = new TestProber();
        test.prober.remember(StateDirectory.at(directory));
        return test;
    }

    /** The state was saved at some time of the first minute after the epoch of {@link FakeTimeline}. */
    private TestProber restarted(Duration later) {
        TestProber next = new TestProber();
        next.timeline.pass(Duration.ofMinutes(1).plus(later));
        next.prober.remember(StateDirectory.at(directory));
        return next;
    }

    private StateFile file() {
        return StateDirectory.at(directory).file("verdicts", 1);
    }

    private StateFile.Saved saved() {
        StateFile.Saved saved = file().read();
        assertThat(saved).isNotNull();
        return java.util.Objects.requireNonNull(saved);
    }
}
