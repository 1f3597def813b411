package io.wideip.dns.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one policy chose among.
 *
 * @param reachedBy IPv4, IPv6 or host name; null where it is decided by which kind to answer
 * @param pool whose members the candidates are; null for the wide IP's own pools or members
 */
public record ExplainedTier(
        @Nullable String reachedBy, @Nullable String pool, String policy, List<ExplainedCandidate> candidates) {}
