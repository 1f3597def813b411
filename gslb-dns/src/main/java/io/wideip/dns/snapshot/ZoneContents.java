package io.wideip.dns.snapshot;

import io.wideip.config.Catalog;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterNamePattern;
import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.Zone;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.policy.Policy;
import io.wideip.dns.zone.RecordSet;
import io.wideip.dns.zone.StaticRecords;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each thing in a zone adds to the zone's checksum, as {@code docs/decisions/0009-serials-are-checksums.md} has it. A sum has no order
 * and can be changed by what has changed. Not thread-safe.
 */
final class ZoneContents {
    private final Digest digest = new Digest();
    private final long topology;
    /** Those shared by many wide IPs are read once. */
    private final IdentityHashMap<WideIpSettings, Long> settings = new IdentityHashMap<>();

    private final IdentityHashMap<Vip, Long> vips = new IdentityHashMap<>();

    private final IdentityHashMap<Pool, Long> pools = new IdentityHashMap<>();

    ZoneContents(Catalog catalog, Topology places) {
        topology = TopologyContents.of(catalog, places);
    }

    /** The zone's own keys and its static records. */
    long of(Zone zone) {
        digest.text("zone")
                .octets(zone.name().wire())
                .octets(zone.hostmaster().wire())
                .number(zone.ttl().toSeconds())
                .number(zone.negativeTtl().toSeconds())
                .number(zone.nameservers().size());
        zone.nameservers().forEach((name, glue) -> {
            digest.octets(name.wire());
            addresses(digest, glue);
        });
        if (!ClusterNamePattern.STANDARD.equals(zone.clusterNames())) {
            digest.text(
                    zone.clusterNames() == null ? "none" : zone.clusterNames().toString());
        }
        long sum = digest.end();
        for (RecordSet set : ((StaticRecords) zone.records()).sets()) {
            digest.text("records")
                    .octets(set.owner())
                    .number(set.type())
                    .number(set.ttl())
                    .number(set.rdata().size());
            set.rdata().forEach(digest::octets);
            sum += digest.end();
        }
        return sum;
    }

    /** For the enclosing zone: a zone below it answers in its place. */
    long ofZoneBelow(DomainName name) {
        return digest.text("zone below").octets(name.wire()).end();
    }

    /** For the zone that a name server of an enclosing zone lies in, which answers for its addresses. */
    long ofNameserverAbove(DomainName name, List<InetAddress> glue) {
        return addresses(digest.text("name server above").octets(name.wire()), glue)
                .end();
    }

    /** For a zone whose wide IPs have names in it. */
    long of(Cluster cluster) {
        List<String> vips = new ArrayList<>();
        if (cluster.vip() != null) {
            vips.add(cluster.vip().name());
        }
        cluster.routers().values().forEach(vip -> vips.add(vip.name()));
        digest.text("cluster")
                .text(cluster.name())
                .text(cluster.datacenter().name())
                .number(vips.size());
        vips.stream().sorted().forEach(digest::text);
        return digest.end();
    }

    /** To be called when the settings, VIPs and pools that were met may be gone. */
    void forgetShared() {
        settings.clear();
        vips.clear();
        pools.clear();
    }

    /** A wide IP. */
    long of(DomainName name, WideIpSettings wideIp) {
        return digest.text("wide IP").octets(name.wire()).number(of(wideIp)).end();
    }

    /** Of all of a wide IP but its name and its zone. */
    long of(WideIpSettings wideIp) {
        return settings.computeIfAbsent(wideIp, any -> {
            Digest inner = new Digest().number(topology);
            policy(inner, wideIp.policy());
            inner.number(wideIp.ttl().toSeconds()).number(wideIp.maxAnswers());
            whenAllDown(inner, wideIp.whenAllDown());
            if (wideIp.choices() instanceof WideIp.Members direct) {
                return members(inner.text("members"), direct.members()).end();
            }
            List<WideIp.WeightedPool> weighted = ((WideIp.Pools) wideIp.choices()).pools();
            inner.text("pools").number(weighted.size());
            weighted.forEach(one -> inner.number(of(one.pool())).number(one.weight()));
            return inner.end();
        });
    }

    private void whenAllDown(Digest into, WhenAllDown whenAllDown) {
        if (whenAllDown instanceof WhenAllDown.Fallback fallback) {
            into.text("fallback").number(fallback.vips().size());
            fallback.vips().forEach(vip -> into.number(of(vip)));
        } else if (whenAllDown instanceof WhenAllDown.All) {
            into.text("all");
        } else {
            into.text(whenAllDown instanceof WhenAllDown.NoData ? "nodata" : "servfail");
        }
    }

    private long of(Pool pool) {
        return pools.computeIfAbsent(pool, any -> {
            Digest inner = new Digest().text(pool.name());
            policy(inner, pool.policy());
            return members(inner, pool.members()).end();
        });
    }

    private long of(Vip vip) {
        return vips.computeIfAbsent(vip, any -> {
            Digest inner = new Digest().text(vip.name()).text(vip.datacenter().name());
            return (vip.hostname() == null
                            ? addresses(inner.text("addresses"), vip.addresses())
                            : inner.text("host name").octets(vip.hostname().wire()))
                    .end();
        });
    }

    private Digest members(Digest into, List<Member> members) {
        into.number(members.size());
        members.forEach(member -> into.number(of(member.vip())).number(member.weight()));
        return into;
    }

    private static void policy(Digest into, PolicyOptions policy) {
        Map<String, Integer> options = ((Policy) policy).options();
        into.text(policy.name()).number(options.size());
        options.forEach((key, value) -> into.text(key).number(value));
    }

    private static Digest addresses(Digest into, List<InetAddress> addresses) {
        into.number(addresses.size());
        addresses.forEach(address -> into.octets(address.getAddress()));
        return into;
    }
}
