package io.wideip.prober;

import io.wideip.config.standing.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many targets have each verdict. Kept while verdicts change, so that to ask costs the same for any number of
 * targets. Written on the timeline only; a reader may miss a target that changes meanwhile.
 */
final class VerdictTotals {
    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger down = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();

    void add(Verdict verdict) {
        total(verdict).incrementAndGet();
    }

    void remove(Verdict verdict) {
        total(verdict).decrementAndGet();
    }

    void move(Verdict from, Verdict to) {
        remove(from);
        add(to);
    }

    /** Every verdict is a key. */
    Map<Verdict, Integer> counts() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, total(verdict).get());
        }
        return counts;
    }

    private AtomicInteger total(Verdict verdict) {
        return switch (verdict) {
            case UP -> up;
            case DOWN -> down;
            case UNKNOWN -> unknown;
        };
    }
}
