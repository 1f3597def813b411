package io.wideip.prober;

import static io.wideip.prober.TestProber.CHECK;
import static io.wideip.prober.TestProber.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.SuspicionOptions;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A prober that sees everything fail suspects itself. */
final class SuspicionTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final TestProber test = new TestProber();
    private final Map<Target, String> all = new HashMap<>();
    private final List<Target> east = targets("east", 10, CHECK);
    private final List<Target> west = targets("west", 5, CHECK);
    private final List<Target> north = targets("north", 5, CHECK);

    @Test
    void noTargetGoesDownWhenTheShareFailsInSoManyDatacenters() {
        begin(SuspicionOptions.DEFAULT);
        fail(east.subList(0, 6));
        fail(west.subList(0, 3));
        test.timeline.pass(LONG);

        assertThat(test.prober.counts().suspectsItself()).isTrue();
        assertThat(test.changes).isEmpty();
        assertThat(test.prober.of(east.get(0)).verdict()).isEqualTo(Verdict.UP);
        assertThat(test.prober.of(east.get(0)).reason())
                .isEqualTo(
                        "not taken down, because the prober suspects itself: 6 of 10 targets in east and 3 of 5 targets"
                                + " in west failed within 10s; the newest check failed with: connection refused");
    }

    @Test
    void oneDatacentersDeathIsNeverHeld() {
        begin(SuspicionOptions.DEFAULT);
        fail(east);
        fail(west.subList(0, 2));
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 12);
    }

    @Test
    void itEndsByItselfWhenHalfOfThemAnswerAndWhoStillFailsGoesDown() {
        begin(SuspicionOptions.DEFAULT);
        fail(east);
        fail(west);
        test.timeline.pass(LONG);
        assertThat(test.changes).isEmpty();
        east.subList(0, 7).forEach(test.attempts.outcomes::remove);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).as("7 of 15 answer").isTrue();
        assertThat(test.prober.of(east.get(0)).reason()).isEqualTo("a check succeeded after others had failed");

        test.attempts.outcomes.remove(east.get(7));
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).as("8 of 15 answer").isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 7);
    }

    /** With a fall of one the first are down before it is clear that all fail. */
    @Test
    void thoseThatWentDownInTheSpanAreGivenBack() {
        HealthCheck hasty = new HealthCheck("app", CHECK.probe(), CHECK.interval(), CHECK.timeout(), 1, 1, 1);
        all.clear();
        List<Target> hastyEast = targets("east", 20, hasty);
        List<Target> hastyWest = targets("west", 20, hasty);
        begin(SuspicionOptions.DEFAULT);
        fail(hastyEast);
        fail(hastyWest);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.UP, 40);
        assertThat(test.changes)
                .anyMatch(change -> change.contains("DOWN"))
                .anyMatch(change -> change.contains("UP back, because the prober suspects itself: "));

        test.attempts.outcomes.clear();
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.UP, 40);
    }

    @Test
    void failuresOfDifferentSpansAreNoneTogether() {
        begin(SuspicionOptions.DEFAULT);
        fail(east);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 10);
        fail(west);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 15);
    }

    @Test
    void asManyDatacentersAsConfiguredAndNeverWhereItIsOff() {
        begin(new SuspicionOptions(100, 3, Duration.ofSeconds(10)));
        fail(east);
        fail(west);
        fail(north.subList(0, 4));
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 19);
    }

    @Test
    void offEndsIt() {
        begin(SuspicionOptions.DEFAULT);
        fail(east);
        fail(west);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isTrue();
        test.prober.suspect(null);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 15);
    }

    @Test
    void targetsThatGoOrMoveTakeTheirFailuresWithThem() {
        begin(SuspicionOptions.DEFAULT);
        fail(east);
        fail(west);
        test.timeline.pass(LONG);
        all.keySet().removeAll(east);
        test.probe(all);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).as("nobody answers").isTrue();
        west.forEach(target -> all.put(target, "north"));
        test.probe(all);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 5);
    }

    @Test
    void whatIsNewAndWhatIsDownMakesNoSuspicion() {
        fail(east);
        fail(west);
        test.prober.suspect(SuspicionOptions.DEFAULT);
        test.probe(all);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().suspectsItself()).isFalse();
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.DOWN, 15);
    }

    private void begin(SuspicionOptions options) {
        test.prober.suspect(options);
        test.probe(all);
        test.timeline.pass(LONG);
        assertThat(test.prober.counts().targets()).containsEntry(Verdict.UP, all.size());
        test.changes.clear();
    }

    private void fail(List<Target> some) {
        some.forEach(target -> test.attempts.outcomes.put(target, REFUSED));
    }

    private List<Target> targets(String datacenter, int count, HealthCheck check) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Target target = new Target(datacenter + "-" + i, check, "shop.apps.example.com");
            targets.add(target);
            all.put(target, datacenter);
        }
        return targets;
    }
}
