package io.wideip.dns.engine;

import io.wideip.config.Subnet;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.admission.Networks;
import java.util.List;

/** The load balancers that a listener serves; immutable. */
public final class Proxies {
    private final Networks networks;
    private final boolean empty;

    public Proxies(List<Subnet> subnets) {
        networks = new Networks(subnets);
        empty = subnets.isEmpty();
    }

    /** True where clients come by themselves, without a PROXY header. */
    public boolean isEmpty() {
        return empty;
    }

    public boolean contains(ClientAddress peer) {
        return networks.contains(peer);
    }
}
