package io.wideip.prober;

import io.wideip.config.standing.Target;
import io.wideip.prober.probe.Attempted;
import io.wideip.prober.probe.Attempts;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Attempts that last as long, and end, as a test says. */
final class FakeAttempts implements Attempts {
    record Started(Target target, Instant at, boolean patient) {}

    final List<Started> started = new ArrayList<>();
    final Set<Target> running = new HashSet<>();
    final Map<Target, Outcome> outcomes = new HashMap<>();
    Outcome outcome = Outcome.SUCCESS;
    /** How late the loop is in each attempt. */
    Duration late = Duration.ZERO;
    /** Thrown instead of starting anything, while there is one. */
    @Nullable
    Error startFault;

    Duration lasting = Duration.ZERO;
    final Map<Target, Duration> lastings = new HashMap<>();
    int most;
    int cancelled;
    boolean closed;
    private final Timeline timeline;

    FakeAttempts(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public Runnable start(Target target, boolean patient, Consumer<Attempted> done) {
        if (startFault != null) {
            throw startFault;
        }
        if (!running.add(target)) {
            throw new AssertionError("two attempts at once: " + target);
        }
        most = Math.max(most, running.size());
        started.add(new Started(target, timeline.instant(), patient));
        Duration lasting = lastings.getOrDefault(target, this.lasting);
        timeline.at(timeline.nanos() + lasting.toNanos(), () -> {
            if (running.remove(target)) {
                done.accept(new Attempted(outcomes.getOrDefault(target, outcome), lasting, late));
            }
        });
        return () -> {
            if (running.remove(target)) {
                cancelled++;
                done.accept(new Attempted(new Outcome.Undecided("cancelled"), Duration.ZERO));
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }

    List<Instant> startsOf(Target target) {
        return started.stream()
                .filter(one -> one.target.equals(target))
                .map(Started::at)
                .toList();
    }
}
