package io.wideip.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All of a wide IP but its name. Wide IPs with equal settings share one object.
 *
 * @param zone the one that the wide IP lies in
 * @param policy chooses among the pools, or among the members where {@code choices} is {@link WideIp.Members}
 * @param healthCheck of the application behind every member; null where the VIPs' own checks suffice
 * @param ttl of the answers, whole seconds
 * @param maxAnswers addresses in one answer; all come from one pool
 */
public record WideIpSettings(
        DomainName zone,
        PolicyOptions policy,
        WideIp.Choices choices,
        @Nullable HealthCheck healthCheck,
        Duration ttl,
        int maxAnswers,
        WhenAllDown whenAllDown) {}
