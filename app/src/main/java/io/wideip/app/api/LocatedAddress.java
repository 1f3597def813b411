package io.wideip.app.api;

import io.wideip.app.api.ExplanationReport.DistanceReport;
import io.wideip.app.api.ExplanationReport.GeoRecordReport;
import io.wideip.app.api.ExplanationReport.LocationReport;
import io.wideip.app.api.ExplanationReport.ReplyReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is, why, and what it gets.
 *
 * @param ties datacenters that are as near as each other; a wide IP with {@code ties: rotate} answers these in turn
 * @param weights shares of these clients by datacenter, where a rule gives them
 * @param databases what each says of the address, in the order in which they count
 * @param distances from where the client is as far as that is known, whether or not they decide
 * @param scope the widest network round the address in which all clients have its location
 * @param beyond a network of clients of another location that a wider scope would hold; absent where no address has another
 * @param wideIps those with the policy geo, some of them by name
 * @param furtherWideIps how many more there are
 */
public record LocatedAddress(
        String address,
        LocationReport location,
        List<List<String>> ties,
        Map<String, Integer> weights,
        List<DatabaseReport> databases,
        List<DistanceReport> distances,
        String scope,
        @Nullable LocatedNetworkReport beyond,
        List<WideIpAnswers> wideIps,
        int furtherWideIps) {
    /**
     * What one database says of the address.
     *
     * @param type what the database calls itself
     * @param network the widest round the address of which it says the same
     * @param record absent where it says nothing
     */
    public record DatabaseReport(
            String file,
            String type,
            Instant built,
            String network,
            @Nullable GeoRecordReport record) {}

    /**
     * What a wide IP answers to the client.
     *
     * @param furtherReplies how many more there are
     */
    public record WideIpAnswers(String name, String type, List<ReplyReport> replies, int furtherReplies) {}
}
