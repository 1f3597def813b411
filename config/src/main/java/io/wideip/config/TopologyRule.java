package io.wideip.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who prefers which datacenters. Of all rules by networks the longest prefix that holds the client's address wins, and wins over all
 * other rules; of these the first that holds the client. One of the last three says what they prefer.
 *
 * @param clients for whom it is
 * @param prefer datacenters, best first; those left out come after, in the order of the wide IP
 * @param weights shares of these clients, by datacenter; those left out come after
 * @param position where these clients are, to order the datacenters by distance
 */
public record TopologyRule(
        Region clients,
        List<Datacenter> prefer,
        Map<String, Integer> weights,
        @Nullable Position position) {

    /** A rule by networks, without weights. */
    public TopologyRule(List<Subnet> subnets, List<Datacenter> prefer, @Nullable Position position) {
        this(Region.of(subnets), prefer, Map.of(), position);
    }

    /** Its own networks. */
    public List<Subnet> subnets() {
        return clients.subnets();
    }
}
