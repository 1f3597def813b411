package io.wideip.dns.snapshot;

import io.wideip.config.Catalog;
import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Region;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.geo.Location;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.GeoDatabase;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the topology and the databases add to the checksum of zones whose answers may depend on them. For one sum, then done. */
final class TopologyContents {
    private final Digest digest = new Digest();
    /** Networks of which a rule before has decided. */
    private final Set<Subnet> decided = new HashSet<>();

    private long sum;

    private TopologyContents() {}

    static long of(Catalog catalog, Topology places) {
        TopologyContents contents = new TopologyContents();
        for (int rule = 0; rule < catalog.topology().size(); rule++) {
            contents.add(rule, catalog.topology().get(rule), places.ofRule(rule));
        }
        places.databases().forEach(contents::add);
        if (!places.databases().isEmpty()) {
            catalog.datacenters().values().forEach(contents::add);
        }
        return contents.sum;
    }

    private void add(int number, TopologyRule rule, Location location) {
        boolean ofNetworks = rule.clients().equals(Region.of(rule.subnets()));
        if (!ofNetworks || location.ranks().size() < location.order().size()) {
            digest.text("rule").number(number);
            clients(rule.clients());
            location(location);
            sum += digest.end();
            return;
        }
        // The order among such rules means nothing but for a network in two of them, so that each network is a thing of
        // its own.
        for (Subnet subnet : rule.subnets()) {
            if (decided.add(subnet)) {
                digest.text("subnet");
                network(subnet);
                texts(location.order());
                sum += digest.end();
            }
        }
    }

    private void add(GeoDatabase database) {
        digest.text("database").text(database.type());
        sum += digest.number(database.built().getEpochSecond()).end();
    }

    private void add(Datacenter datacenter) {
        digest.text("datacenter").text(datacenter.name());
        for (Position position : datacenter.positions()) {
            digest.number(Double.doubleToLongBits(position.latitude()));
            digest.number(Double.doubleToLongBits(position.longitude()));
        }
        sum += digest.end();
    }

    private void clients(Region region) {
        digest.number(region.subnets().size());
        region.subnets().forEach(this::network);
        texts(region.continents());
        texts(region.countries());
        texts(region.subdivisions());
        digest.number(region.asns().size());
        region.asns().forEach(digest::number);
        digest.number(region.regions().size());
        region.regions().forEach(this::clients);
        digest.number(region.not() == null ? 0 : 1);
        if (region.not() != null) {
            clients(region.not());
        }
    }

    private void location(Location location) {
        digest.number(location.ranks().size());
        for (List<String> rank : location.ranks()) {
            digest.number(rank.size());
            rank.forEach(name -> digest.text(name).number(location.weights().getOrDefault(name, 0)));
        }
    }

    private void network(Subnet subnet) {
        digest.octets(subnet.lowest()).number(subnet.length());
    }

    private void texts(Collection<String> texts) {
        digest.number(texts.size());
        texts.forEach(digest::text);
    }
}
