package io.wideip.dns.snapshot;

import static io.wideip.dns.snapshot.Apexes.parent;
import static io.wideip.dns.snapshot.Apexes.text;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange.WideIpChange;
import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.Zone;
import io.wideip.dns.geo.Topology;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The serials in the zones' SOA: checksums of all that each zone can answer, so that all servers with the same YAML give the same,
 * whenever they read it. They change with the zones but do not grow: no server transfers a zone from this one. Not thread-safe.
 */
final class Serials {
    private final Apexes apexes;
    private final ZoneContents contents;
    /** By the zone's name in wire form. */
    private final Map<String, Long> sums = new HashMap<>();

    /** Of the zones as they are without wide IPs. */
    Serials(Catalog catalog, Topology topology) {
        apexes = new Apexes(
                catalog.zones().keySet().stream().map(DomainName::wire).toList());
        contents = new ZoneContents(catalog, topology);
        catalog.zones().values().forEach(this::add);
        for (Zone zone : catalog.zones().values()) {
            if (zone.clusterNames() != null) {
                catalog.clusters()
                        .values()
                        .forEach(cluster -> sums.merge(text(zone.name().wire()), contents.of(cluster), Long::sum));
            }
        }
    }

    /** Takes some wide IPs in and others out. */
    void change(List<WideIpChange> changes) {
        for (WideIpChange change : changes) {
            if (change.before() != null) {
                sums.merge(zone(change.before()), -contents.of(change.name(), change.before()), Long::sum);
            }
            if (change.after() != null) {
                sums.merge(zone(change.after()), contents.of(change.name(), change.after()), Long::sum);
            }
        }
        contents.forgetShared();
    }

    int of(DomainName zone) {
        long sum = sums.getOrDefault(text(zone.wire()), 0L);
        return (int) (sum ^ sum >>> 32);
    }

    private static String zone(WideIpSettings settings) {
        return text(settings.zone().wire());
    }

    private void add(Zone zone) {
        String apex = text(zone.name().wire());
        sums.merge(apex, contents.of(zone), Long::sum);
        String enclosing = apex.length() == 1 ? null : apexes.nearest(parent(apex));
        if (enclosing != null) {
            sums.merge(enclosing, contents.ofZoneBelow(zone.name()), Long::sum);
        }
        zone.nameservers().forEach((name, glue) -> add(apex, name, glue));
    }

    private void add(String apex, DomainName nameserver, List<InetAddress> glue) {
        String holder = apexes.nearest(text(nameserver.wire()));
        if (holder != null && !holder.equals(apex)) {
            sums.merge(holder, contents.ofNameserverAbove(nameserver, glue), Long::sum);
        }
    }
}
