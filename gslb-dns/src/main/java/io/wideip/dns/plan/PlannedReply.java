package io.wideip.dns.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply that clients may get. The serial of a SOA, which counts for nothing, is {@code *}.
 *
 * @param share of their queries, above 0, at most 1
 * @param rcode as the registry names it
 * @param answers records as {@code name ttl type data}; behind an alias, those of what it leads to
 * @param authorities likewise
 * @param extendedError why it is as it is (RFC 8914), or null
 */
public record PlannedReply(
        double share,
        String rcode,
        List<String> answers,
        List<String> authorities,
        @Nullable String extendedError) {}
