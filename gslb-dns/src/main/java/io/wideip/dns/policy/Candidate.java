package io.wideip.dns.policy;

import java.util.Set;

/**
 * One of the pools, or one of the members, that a policy chooses among.
 *
 * @param name unique among its fellows, and the same over reloads: {@link Hash} places clients by it
 * @param weight 0 to 1,000,000 (while some drain over time, weights may be ten times what is written, but no larger); read by the policies that say so
 * @param datacenters where it is; a pool may span several
 */
public record Candidate(String name, int weight, boolean available, Set<String> datacenters) {
    /** The same with another weight. */
    public Candidate withWeight(int other) {
        return new Candidate(name, other, available, datacenters);
    }
}
