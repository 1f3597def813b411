package io.wideip.dns.snapshot;

import io.wideip.dns.explain.ClientLocation;
import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.wire.ClientSubnet;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where clients are, and what says so. */
final class Locations {
    private final Topology topology;
    private @Nullable List<InetAddress> examples;

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
        if (examples == null) {
            examples = List.copyOf(topology.table().examples().values());
        }
        return examples;
    }
}
