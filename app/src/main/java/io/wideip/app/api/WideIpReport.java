package io.wideip.app.api;

import io.wideip.config.standing.MemberState;
import io.wideip.config.standing.StandingSummary.Served;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One wide IP.
 *
 * @param origin where it is defined: file, line and column; or cluster, namespace and Route
 * @param served by how many of its datacenters, those left out from which it is drained
 * @param members pool after pool, each of their addresses
 */
public record WideIpReport(
        String name,
        String zone,
        @Nullable String origin,
        String policy,
        Duration ttl,
        int maxAnswers,
        @Nullable String healthCheck,
        Served served,
        List<MemberReport> members) {
    /**
     * One address of a member.
     *
     * @param pool absent where the wide IP has members of its own
     */
    public record MemberReport(
            @Nullable String pool, String vip, String datacenter, String address, int weight, MemberState state) {}
}
