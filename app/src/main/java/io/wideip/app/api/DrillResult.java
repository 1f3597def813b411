package io.wideip.app.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a drill of a datacenter came to, as its command reports it.
 *
 * @param wideIps a pattern of names; absent for all
 * @param watched wide IPs that were answered with the datacenter before
 * @param moved of these, those that every name server answered without it in time
 * @param back of these, those that were answered with it again after the drill
 * @param recovery from the order until the answers had moved
 * @param recoveryWithTtl the same with the TTL of the answers before: until no resolver may hold them any more
 */
public record DrillResult(
        String datacenter,
        @Nullable String wideIps,
        @Nullable String reason,
        Instant at,
        int watched,
        int moved,
        int back,
        RecoveryTimes recovery,
        RecoveryTimes recoveryWithTtl) {

    /** Seconds, over the wide IPs that moved; 0 where none did. */
    public record RecoveryTimes(double p50, double p99, double worst) {}
}
