package io.wideip.dns.snapshot;

import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.explain.ClientLocation;
import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.wire.ClientSubnet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/** Where clients are, and which rule of the topology says so. */
final class Locations {
    private final Topology topology;
    /** From addresses to the rules' numbers, from 1; 0 where no rule holds an address. */
    private final AddressMap rules;

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
        return LocationTable.location(topology.table().find(client.isIpv4(), client.high(), client.low()));
    }

    /** @param example whose subnet the client is */
    ClientLocation of(InetAddress example, ClientSubnet client) {
        int rule = rules.value(client.isIpv4(), client.high(), client.low()) - 1;
        return new ClientLocation(
                example, topology.locations().get(number(client)).order(), rule < 0 ? null : rule);
    }

    /** An address of each location. */
    List<InetAddress> examples() {
        Set<Integer> seen = new HashSet<>();
        List<InetAddress> examples = new ArrayList<>();
        ObjIntConsumer<InetAddress> range = (first, location) -> {
            if (seen.add(location)) {
                examples.add(first);
            }
        };
        topology.table().forEach(true, range);
        topology.table().forEach(false, range);
        return examples;
    }
}
