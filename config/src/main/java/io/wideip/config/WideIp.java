package io.wideip.config;

import java.util.List;

/**
 * A host name answered by a policy over pools.
 *
 * @param name lies in the settings' zone; a wildcard answers for every name below that has no record of its own (RFC 4592). The
 *     health check of the application asks for this name
 */
public record WideIp(DomainName name, WideIpSettings settings) {

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
