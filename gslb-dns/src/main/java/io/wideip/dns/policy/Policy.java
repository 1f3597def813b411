package io.wideip.dns.policy;

import io.wideip.config.PolicyOptions;
import io.wideip.dns.geo.Location;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * A pure function from candidates and their availability to a choice. It runs when something changes, never when a query
 * arrives. Implementations are records: equal policies choose equally.
 */
public interface Policy extends PolicyOptions {
    /**
     * Chooses among the available candidates.
     *
     * @param candidates in the order written, at least one
     * @param locations every location there is, at least one
     * @return {@link Choice.Nobody} if and only if no candidate is available
     */
    Choice choose(List<Candidate> candidates, List<Location> locations);

    /** The options it was read with, by their keys: what tells it from others of its name. */
    default SortedMap<String, Integer> options() {
        return Collections.emptySortedMap();
    }

    /** The candidates that are available, in the order written. */
    static List<Candidate> available(List<Candidate> candidates) {
        return candidates.stream().filter(Candidate::available).toList();
    }

    /**
     * The candidates to share the load by weight: those available, without the ones of weight 0 unless there are no others.
     */
    static List<Candidate> weighable(List<Candidate> candidates) {
        List<Candidate> available = available(candidates);
        List<Candidate> weighted =
                available.stream().filter(candidate -> candidate.weight() > 0).toList();
        return weighted.isEmpty() ? available : weighted;
    }
}
