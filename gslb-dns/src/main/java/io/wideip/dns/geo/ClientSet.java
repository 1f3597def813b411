package io.wideip.dns.geo;

import io.wideip.config.Region;
import io.wideip.config.Subnet;
import io.wideip.dns.geo.database.GeoRecord;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The clients of a region or of a rule, ready to be asked. */
final class ClientSet {
    private final Set<Subnet> subnets;
    private final Region region;
    private final List<ClientSet> regions;
    private final @Nullable ClientSet not;

    /**
     * What is known of a client.
     *
     * @param networks those of all rules that hold its address, the longest prefix first
     */
    record Client(List<Subnet> networks, GeoRecord record) {}

    ClientSet(Region region) {
        this.region = region;
        subnets = region.subnets().stream().map(Subnet::plain).collect(Collectors.toSet());
        regions = region.regions().stream().map(ClientSet::new).toList();
        not = region.not() == null ? null : new ClientSet(region.not());
    }

    /** Whether it holds the client by this network. */
    boolean holdsBy(Subnet network, Client client) {
        return (subnets.contains(network) || regions.stream().anyMatch(each -> each.holdsBy(network, client)))
                && !isTakenOut(client);
    }

    /** Whether it holds the client by what a database says. */
    boolean holdsByRecord(Client client) {
        return (isNamed(client.record()) || regions.stream().anyMatch(each -> each.holdsByRecord(client)))
                && !isTakenOut(client);
    }

    private boolean isNamed(GeoRecord record) {
        return record.continent() != null && region.continents().contains(record.continent())
                || record.country() != null && region.countries().contains(record.country())
                || !Collections.disjoint(region.subdivisions(), record.subdivisions())
                || region.asns().contains(record.asn());
    }

    private boolean isTakenOut(Client client) {
        return not != null && not.holds(client);
    }

    private boolean holds(Client client) {
        return holdsByRecord(client) || client.networks().stream().anyMatch(network -> holdsBy(network, client));
    }

    /** The networks by which it may hold clients. */
    Set<Subnet> networks() {
        Set<Subnet> networks = new HashSet<>(subnets);
        regions.forEach(each -> networks.addAll(each.networks()));
        return networks;
    }
}
