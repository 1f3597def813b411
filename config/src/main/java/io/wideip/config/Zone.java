package io.wideip.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DNS zone delegated to this server.
 *
 * @param hostmaster the SOA's RNAME as a domain name (RFC 1035 section 3.3.13)
 * @param nameservers NS targets in the order written; a name inside the zone has its glue addresses, one outside has none
 * @param ttl of SOA, NS and glue
 * @param negativeTtl how long resolvers may keep NXDOMAIN and NODATA (RFC 2308)
 * @param records the static records
 * @param clusterNames how cluster-specific names of its wide IPs are made; null for none
 */
public record Zone(
        DomainName name,
        DomainName hostmaster,
        Map<DomainName, List<InetAddress>> nameservers,
        Duration ttl,
        Duration negativeTtl,
        ZoneRecords records,
        @Nullable ClusterNamePattern clusterNames) {
    /** One whose cluster-specific names are made as everywhere. */
    public Zone(
            DomainName name,
            DomainName hostmaster,
            Map<DomainName, List<InetAddress>> nameservers,
            Duration ttl,
            Duration negativeTtl,
            ZoneRecords records) {
        this(name, hostmaster, nameservers, ttl, negativeTtl, records, ClusterNamePattern.STANDARD);
    }
}
