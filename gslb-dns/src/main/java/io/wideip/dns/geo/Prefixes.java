package io.wideip.dns.geo;

import inet.ipaddr.IPAddress;
import java.math.BigInteger;

/** Gathers prefixes of both families, each with a value above 0; of equal prefixes the last counts. Not thread-safe. */
public final class Prefixes {
    private static final int MAPPED_BITS = 96;

    private final PrefixTree ipv4 = new PrefixTree();
    private final PrefixTree ipv6 = new PrefixTree();

    /**
     * Adds a prefix, or a single address. What lies in ::ffff:0:0/96 counts as IPv4: the JDK turns such an address into an IPv4
     * one, so no client would ever match it.
     */
    public void add(IPAddress prefix, int value) {
        Integer given = prefix.getNetworkPrefixLength();
        int length = given == null ? prefix.getBitCount() : given;
        BigInteger bits = prefix.getLower().getValue();
        if (prefix.isIPv4()) {
            ipv4.add(bits.longValue() << 32, 0, length, value);
        } else if (length >= MAPPED_BITS && isMapped(bits.shiftRight(64).longValue(), bits.longValue())) {
            ipv4.add(bits.longValue() << 32, 0, length - MAPPED_BITS, value);
        } else {
            ipv6.add(bits.shiftRight(64).longValue(), bits.longValue(), length, value);
        }
    }

    /** The map from an address to the value of the longest prefix that holds it, or to 0. */
    public LocationMap map() {
        return new LocationMap(ipv4.leaves(), ipv6.leaves());
    }

    /** Whether an IPv6 address is an IPv4 one in IPv6's clothes (RFC 4291 section 2.5.5.2): its last 32 bits. */
    public static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }
}
