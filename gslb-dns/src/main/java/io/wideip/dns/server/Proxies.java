package io.wideip.dns.server;

import io.wideip.config.Subnet;
import io.wideip.dns.admission.Networks;
import io.wideip.dns.wire.ClientAddress;
import java.net.InetAddress;
import java.util.List;

/** The load balancers that a listener serves; immutable. */
final class Proxies {
    private final Networks networks;
    private final boolean empty;

    Proxies(List<Subnet> subnets) {
        networks = new Networks(subnets);
        empty = subnets.isEmpty();
    }

    /** True where clients come by themselves, without a PROXY header. */
    boolean isEmpty() {
        return empty;
    }

    boolean contains(InetAddress peer) {
        ClientAddress address = new ClientAddress();
        address.set(peer);
        return networks.contains(address.isIpv4(), address.high(), address.low());
    }
}
