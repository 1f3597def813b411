package io.wideip.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host name answered by a policy over pools.
 *
 * @param name lies in {@code zone}; a wildcard answers for every name below that has no record of its own (RFC 4592)
 * @param policy chooses among the pools, or among the members where {@code choices} is {@link Members}
 * @param healthCheck of the application behind every member, asked for by this name; null where the VIPs' own checks suffice
 * @param ttl of the answers, whole seconds
 * @param maxAnswers addresses in one answer; all come from one pool
 */
public record WideIp(
        DomainName name,
        DomainName zone,
        PolicyOptions policy,
        Choices choices,
        @Nullable HealthCheck healthCheck,
        Duration ttl,
        int maxAnswers,
        WhenAllDown whenAllDown) {

    /** What the policy chooses among. */
    public sealed interface Choices {}

    /** Two tiers: the wide IP's policy chooses a pool, the pool's policy its members. */
    public record Pools(List<WeightedPool> pools) implements Choices {}

    /** One tier: the wide IP's policy chooses members. */
    public record Members(List<Member> members) implements Choices {}

    /**
     * A pool in a wide IP.
     *
     * @param weight 0 to 1,000,000
     */
    public record WeightedPool(Pool pool, int weight) {}
}
