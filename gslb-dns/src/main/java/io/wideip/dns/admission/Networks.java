package io.wideip.dns.admission;

import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.ClientAddress;
import io.wideip.dns.address.Prefixes;
import java.util.List;

/** A set of IPv4 and IPv6 prefixes. Immutable; asked without allocation. */
public final class Networks {
    private static final int INSIDE = 1;

    private final AddressMap map;

    public Networks(List<Subnet> prefixes) {
        Prefixes gathered = new Prefixes();
        prefixes.forEach(prefix -> gathered.add(prefix, INSIDE));
        map = gathered.map();
    }

    /** Whether an address lies in one of the prefixes; an IPv4-mapped IPv6 address counts as IPv4. */
    public boolean contains(ClientAddress client) {
        return map.value(client.isIpv4(), client.high(), client.low()) == INSIDE;
    }
}
