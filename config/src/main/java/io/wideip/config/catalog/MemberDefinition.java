package io.wideip.config.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A member of a pool or of a wide IP.
 *
 * @param vip by name
 * @param weight 0 to 1,000,000
 * @param healthCheck null for that of the wide IP
 * @param drained whether it stays out of the answers, as by an operator's order
 */
public record MemberDefinition(
        String vip, int weight, @Nullable MemberCheck healthCheck, boolean drained) {
    /** One that says no more than this. */
    public MemberDefinition(String vip, int weight) {
        this(vip, weight, null, false);
    }
}
