package io.wideip.prober;

import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts attempts that ended. Thread-safe. */
final class Tally {
    private static final class OfType {
        final LongAdder successes = new LongAdder();
        final LongAdder failures = new LongAdder();
        final LongAdder undecided = new LongAdder();
        /** Nanoseconds would overflow after 53 days in which 2,000 attempts are always under way. */
        final LongAdder micros = new LongAdder();
    }

    private final Map<String, OfType> types = new ConcurrentHashMap<>();

    void count(String type, Outcome outcome, long nanos) {
        OfType counts = types.computeIfAbsent(type, key -> new OfType());
        counts.micros.add(TimeUnit.NANOSECONDS.toMicros(nanos));
        if (outcome instanceof Outcome.Success) {
            counts.successes.increment();
        } else if (outcome instanceof Outcome.Failure) {
            counts.failures.increment();
        } else {
            counts.undecided.increment();
        }
    }

    Map<String, ProberCounts.AttemptCounts> counts() {
        Map<String, ProberCounts.AttemptCounts> counts = new TreeMap<>();
        types.forEach((type, of) -> counts.put(
                type,
                new ProberCounts.AttemptCounts(
                        of.successes.sum(),
                        of.failures.sum(),
                        of.undecided.sum(),
                        Duration.of(of.micros.sum(), ChronoUnit.MICROS))));
        return counts;
    }
}
