package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By which numbers queries know the zones. A zone keeps its number while the process runs, so that what was counted by it stays its
 * own whatever comes and goes beside it. Thread-safe.
 */
final class ZoneNumbers {
    private final Map<DomainName, Integer> numbers = new LinkedHashMap<>();

    /** Gives a new zone the next number. */
    synchronized int of(DomainName zone) {
        return numbers.computeIfAbsent(zone, any -> numbers.size());
    }

    /** Every number is below it. */
    synchronized int count() {
        return numbers.size();
    }

    synchronized Map<DomainName, Integer> all() {
        return new LinkedHashMap<>(numbers);
    }
}
