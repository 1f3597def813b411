package io.wideip.dns.snapshot;

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

/** Where clients are, and what says so. */
final class Locations {
    private final Topology topology;

    Locations(Topology topology) {
        this.topology = topology;
    }

    /** The location's number. */
    int number(ClientSubnet client) {
        return LocationTable.location(topology.table().find(client.isIpv4(), client.high(), client.low()));
    }

    /** @param example whose subnet the client is */
    ClientLocation of(InetAddress example, ClientSubnet client) {
        return new ClientLocation(example, topology.locate(client.isIpv4(), client.high(), client.low()));
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
