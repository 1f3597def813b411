package io.wideip.dns.admission;

import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
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

    /**
     * Whether an address lies in one of the prefixes; an IPv4-mapped IPv6 address counts as IPv4.
     *
     * @param high the address's leading 64 bits; an IPv4 address is in the upper half
     * @param low the last 64 bits of an IPv6 address
     */
    public boolean contains(boolean ipv4, long high, long low) {
        return map.value(ipv4, high, low) == INSIDE;
    }
}
