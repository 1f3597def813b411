package io.wideip.dns.geo;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.GeoRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where all clients are: the rules of the YAML and the databases, compiled into one table from addresses to locations. Equal orders
 * are one location. Immutable.
 */
public final class Topology {
    private final List<GeoDatabase> databases;
    private final Locator locator;
    private final List<Location> locations;
    private final LocationTable table;
    private final Set<Integer> deciding;

    private Topology(List<GeoDatabase> databases, Locator locator) {
        this.databases = databases;
        this.locator = locator;
        TopologyCompiler compiler = new TopologyCompiler(locator, databases);
        table = compiler.table();
        locations = compiler.locations();
        deciding = compiler.deciding();
    }

    /** By rules alone. */
    public static Topology of(List<TopologyRule> rules, Collection<Datacenter> datacenters) {
        return of(rules, datacenters, List.of());
    }

    /**
     * Compiles rules and databases.
     *
     * @param datacenters all there are; those with a position are ordered by distance where nothing else gives an order
     * @param databases of what several say of one client, the first counts
     */
    public static Topology of(
            List<TopologyRule> rules, Collection<Datacenter> datacenters, List<GeoDatabase> databases) {
        return new Topology(List.copyOf(databases), new Locator(rules, List.copyOf(datacenters)));
    }

    /** All locations by their numbers; the first is {@link Location#UNKNOWN}. */
    public List<Location> locations() {
        return locations;
    }

    public LocationTable table() {
        return table;
    }

    public List<GeoDatabase> databases() {
        return databases;
    }

    /** Whether a rule decides for any client; its number is from 0. */
    public boolean decides(int rule) {
        return deciding.contains(rule);
    }

    /** Where the clients of a rule are. */
    public Location ofRule(int rule) {
        return locator.of(rule);
    }

    /**
     * Where a client is, and why. Decided anew from the rules and the databases, not read from the table, but for the scope.
     *
     * @param high the address's leading 64 bits; an IPv4 address is in the upper half
     * @param low the last 64 bits of an IPv6 address
     */
    public LocatedClient locate(boolean ipv4, long high, long low) {
        boolean mapped = !ipv4 && AddressMap.isMapped(high, low);
        boolean plain = ipv4 || mapped;
        long plainHigh = mapped ? low << 32 : high;
        long plainLow = mapped ? 0 : low;
        GeoRecord record = GeoRecord.NOTHING;
        for (GeoDatabase database : databases) {
            record = record.orElse(database.find(plain, plainHigh, plainLow));
        }
        Subnet address = new Subnet(plain, plainHigh, plainLow, plain ? 32 : 128);
        return locator.locate(locator.holding(address), record).in(LocationTable.scope(table.find(ipv4, high, low)));
    }

    /**
     * The networks of all clients in a network, in the order of their addresses, each as wide as its location and its reason allow. Decided
     * anew, like {@link #locate}.
     *
     * @param after a part of that network, behind which to begin; null to begin with its lowest address
     */
    public Iterator<LocatedNetwork> networks(Subnet within, @Nullable Subnet after) {
        Prefixes ofRules = new Prefixes();
        int number = 1;
        for (Subnet network : locator.networks()) {
            ofRules.add(network, number++);
        }
        List<AddressMap> maps = new ArrayList<>();
        maps.add(ofRules.map());
        databases.forEach(database -> maps.add(database.networks()));
        return new LocatedNetworks(locator, databases, maps, within, after);
    }

    /** How far the datacenters are that have a position, the nearest first. */
    public List<Distance> distances(Position from) {
        return locator.distances(from);
    }
}
