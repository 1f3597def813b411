package io.wideip.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who prefers which datacenters. Of all rules the longest prefix that holds the client's address wins.
 *
 * @param subnets prefix blocks, IPv4 or IPv6
 * @param prefer datacenters, best first; those left out come after, in the order of the wide IP
 * @param position where these clients are, to order the datacenters by distance; used only where {@code prefer} is empty
 */
public record TopologyRule(
        List<Subnet> subnets,
        List<Datacenter> prefer,
        @Nullable Position position) {}
