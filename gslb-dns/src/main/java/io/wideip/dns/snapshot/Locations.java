package io.wideip.dns.snapshot;

import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.explain.ClientLocation;
import io.wideip.dns.geo.LocationMap;
import io.wideip.dns.geo.Prefixes;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.wire.ClientSubnet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where clients are, and which rule of the topology says so. */
final class Locations {
    private final Topology topology;
    /** From addresses to the rules' numbers, from 1; 0 where no rule holds an address. */
    private final LocationMap rules;

    Locations(Topology topology, List<TopologyRule> rules) {
        this.topology = topology;
        Prefixes prefixes = new Prefixes();
        for (int rule = 0; rule < rules.size(); rule++) {
            for (Subnet subnet : rules.get(rule).subnets()) {
                prefixes.add(subnet, rule + 1);
            }
        }
        this.rules = prefixes.map();
    }

    /** The location's number. */
    int number(ClientSubnet client) {
        return value(topology.map(), client);
    }

    /** @param example whose subnet the client is */
    ClientLocation of(InetAddress example, ClientSubnet client) {
        int rule = value(rules, client) - 1;
        return new ClientLocation(
                example, topology.locations().get(number(client)).order(), rule < 0 ? null : rule);
    }

    /** An address of each location. */
    List<InetAddress> examples() {
        LocationMap map = topology.map();
        Set<Integer> seen = new TreeSet<>();
        List<InetAddress> examples = new ArrayList<>();
        for (int part = 0; part < map.parts4(); part++) {
            if (seen.add(map.location4(part))) {
                examples.add(map.lowest4(part));
            }
        }
        for (int part = 0; part < map.parts6(); part++) {
            if (seen.add(map.location6(part))) {
                examples.add(map.lowest6(part));
            }
        }
        return examples;
    }

    private static int value(LocationMap map, ClientSubnet client) {
        return client.isIpv4()
                ? map.location4(map.find4((int) (client.high() >>> 32)))
                : map.location6(map.find6(client.high(), client.low()));
    }
}
