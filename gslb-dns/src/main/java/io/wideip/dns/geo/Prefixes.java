package io.wideip.dns.geo;

import io.wideip.config.Subnet;

/** Gathers prefixes of both families, each with a value above 0; of equal prefixes the last counts. Not thread-safe. */
public final class Prefixes {
    private static final int MAPPED_BITS = 96;

    private final PrefixTree ipv4 = new PrefixTree();
    private final PrefixTree ipv6 = new PrefixTree();

    /**
     * Adds a prefix. What lies in ::ffff:0:0/96 counts as IPv4: the JDK turns such an address into an IPv4
     * one, so no client would ever match it.
     */
    public void add(Subnet prefix, int value) {
        if (prefix.ipv4()) {
            ipv4.add(prefix.high(), 0, prefix.length(), value);
        } else if (prefix.length() >= MAPPED_BITS && isMapped(prefix.high(), prefix.low())) {
            ipv4.add(prefix.low() << 32, 0, prefix.length() - MAPPED_BITS, value);
        } else {
            ipv6.add(prefix.high(), prefix.low(), prefix.length(), value);
        }
    }

    /** The map from an address to the value of the longest prefix that holds it, or to 0. */
    public LocationMap map() {
        return new LocationMap(ipv4.leaves(), ipv6.leaves());
    }

    /**
     * Whether an IPv6 address is an IPv4-mapped one (RFC 4291 section 2.5.5.2), with the IPv4 address in its last 32
     * bits.
     */
    public static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }
}
