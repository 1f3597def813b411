package io.wideip.dns.plan;

import java.util.List;

/**
 * A reply that clients may get.
 *
 * @param share of their queries, above 0, at most 1
 * @param rcode as the registry names it
 * @param answers records as {@code name ttl type data}; behind an alias, those of what it leads to
 */
public record PlannedReply(double share, String rcode, List<String> answers) {}
