package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.Cause;
import io.wideip.prober.probe.FakeProbe;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A prober of attempts that end as a test says, on a timeline that a test moves. */
final class TestProber {
    static final Outcome REFUSED = new Outcome.Failure(Cause.REFUSED, "connection refused");
    static final Outcome TIMED_OUT = new Outcome.Failure(Cause.TIMEOUT_ANSWER, "no answer within 3s");
    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final HealthCheck CHECK =
            new HealthCheck("app", new FakeProbe("/healthz"), INTERVAL, Duration.ofSeconds(3), 3, 2, 1);
    static final Target TARGET = new Target("192.0.2.10", CHECK, "shop.apps.example.com");

    final FakeTimeline timeline = new FakeTimeline();
    final FakeAttempts attempts = new FakeAttempts(timeline);
    /** What the listener was told, each as {@code address VERDICT reason}. */
    final List<String> changes = new ArrayList<>();

    private Set<Target> probed = Set.of();

    private final Random seeded = new Random(1);
    final Prober prober =
            prober((target, status) -> changes.add(target.address() + " " + status.verdict() + " " + status.reason()));

    /** Another one, on the same timeline and with the same attempts. */
    Prober prober(VerdictListener listener) {
        return new Prober(
                new Notifier(listener, ProberListener.NONE),
                attempts,
                timeline,
                new Checks.Limits(seeded::nextDouble, 100, new Lag()));
    }

    /** Probes these, all of them in one datacenter. */
    CompletionStage<Integer> probe(Target... targets) {
        return probe(in("east", targets));
    }

    /** Probes these and no others, each with the name of its datacenter. */
    CompletionStage<Integer> probe(Map<Target, String> targets) {
        Set<Target> removed = new HashSet<>(probed);
        removed.removeAll(targets.keySet());
        probed = new HashSet<>(targets.keySet());
        return prober.change(new HashMap<>(targets), removed);
    }

    static Map<Target, String> in(String datacenter, Target... targets) {
        return Arrays.stream(targets).collect(Collectors.toMap(target -> target, target -> datacenter));
    }

    void attemptsPass(int count) {
        int wanted = attempts.startsOf(TARGET).size() + count;
        while (attempts.startsOf(TARGET).size() < wanted) {
            timeline.pass(Duration.ofMillis(100));
        }
    }

    /** By failures, of which nothing is left in {@link #changes}. */
    void bringDown() {
        probe(TARGET);
        attempts.outcome = REFUSED;
        timeline.pass(INTERVAL.multipliedBy(4));
        assertThat(prober.of(TARGET).verdict()).isEqualTo(Verdict.DOWN);
        changes.clear();
    }
}
