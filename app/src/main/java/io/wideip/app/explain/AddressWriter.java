package io.wideip.app.explain;

import io.wideip.app.api.LocatedAddress;
import io.wideip.app.api.LocatedAddress.DatabaseReport;
import io.wideip.app.api.LocatedAddress.WideIpAnswers;
import io.wideip.app.api.LocatedNetworkReport;
import io.wideip.config.AddressText;
import io.wideip.config.DomainName;
import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.config.catalog.Merged;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.explain.ClientGroup;
import io.wideip.dns.explain.ClientLocation;
import io.wideip.dns.explain.ExplainedName;
import io.wideip.dns.geo.LocatedClient;
import io.wideip.dns.geo.LocatedNetwork;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Type;

/** Tells where one address is, and what it gets there. */
final class AddressWriter {
    private static final int MOST_WIDE_IPS = 20;
    private static final List<Integer> TYPES = List.of(Type.A, Type.AAAA);

    private final SnapshotCompiler compiler;
    private final Merged merged;
    private final Topology topology;
    private final LocationWriter locations;

    AddressWriter(SnapshotCompiler compiler, Merged merged, Topology topology) {
        this.compiler = compiler;
        this.merged = merged;
        this.topology = topology;
        locations = new LocationWriter(merged.provenance());
    }

    LocatedAddress write(Subnet address) {
        LocatedClient located = topology.locate(address.ipv4(), address.high(), address.low());
        Position position = located.position() == null ? located.record().whereabouts() : located.position();
        Subnet scope = Prefixes.network(address.ipv4(), address.high(), address.low(), located.scope());
        GeoWideIps wideIps = GeoWideIps.of(merged.catalog().wideIps(), MOST_WIDE_IPS);
        List<WideIpAnswers> answers = new ArrayList<>();
        wideIps.first().forEach(name -> TYPES.forEach(type -> answers.add(answers(name, type, address.address()))));
        ClientLocation location = new ClientLocation(address.address(), located);
        return new LocatedAddress(
                AddressText.of(location.example()),
                locations.write(location),
                located.location().ties(),
                new TreeMap<>(located.location().weights()),
                topology.databases().stream()
                        .map(each -> database(each, address))
                        .toList(),
                position == null ? List.of() : LocationWriter.distances(topology.distances(position)),
                scope.toString(),
                beyond(scope, located),
                answers,
                wideIps.further());
    }

    private static DatabaseReport database(GeoDatabase database, Subnet address) {
        return new DatabaseReport(
                database.file().toString(),
                database.type(),
                database.built(),
                database.network(address.ipv4(), address.high(), address.low()).toString(),
                LocationWriter.record(database.find(address.ipv4(), address.high(), address.low())));
    }

    /** Why the scope is no wider: what the other half of the next wider network holds. */
    private @Nullable LocatedNetworkReport beyond(Subnet scope, LocatedClient located) {
        if (scope.length() == 0) {
            return null;
        }
        Iterator<LocatedNetwork> others = topology.networks(Prefixes.sibling(scope), null);
        while (others.hasNext()) {
            LocatedNetwork other = others.next();
            if (!other.location().equals(located.location())) {
                return locations.write(other);
            }
        }
        return null; // Only IPv4-mapped addresses, which are located as IPv4 ones.
    }

    private WideIpAnswers answers(DomainName name, int type, InetAddress client) {
        ExplainedName explained = compiler.explain(name, type, client).names().get(0);
        List<ClientGroup> groups = explained.clients();
        return groups.isEmpty() // It has gone meanwhile, with its zone.
                ? new WideIpAnswers(name.text(), Type.string(type), List.of(), 0)
                : new WideIpAnswers(
                        name.text(),
                        Type.string(type),
                        groups.get(0).replies().stream()
                                .map(ReportWriter::reply)
                                .toList(),
                        groups.get(0).furtherReplies());
    }
}
