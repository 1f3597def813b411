package io.wideip.config;

import org.jspecify.annotations.Nullable;

/**
 * A VIP in a pool.
 *
 * @param weight 0 to 1,000,000; read by the policies that say so
 * @param healthCheck of the application behind this member; null for that of the wide IP
 * @param drained whether whoever defines it keeps it out of the answers, as an operator's order does
 */
public record Member(Vip vip, int weight, @Nullable HealthCheck healthCheck, boolean drained) {
    /** One about which its definition says no more. */
    public Member(Vip vip, int weight) {
        this(vip, weight, null, false);
    }
}
