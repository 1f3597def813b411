package io.wideip.dns.policy;

import java.util.Set;

/**
 * One of the pools, or one of the members, that a policy chooses among.
 *
 * @param name unique among its fellows, and the same over reloads: {@link Hash} places clients by it
 * @param weight 0 to 1,000,000; read by the policies that say so
 * @param datacenters where it is; a pool may span several
 */
public record Candidate(String name, int weight, boolean available, Set<String> datacenters) {}
