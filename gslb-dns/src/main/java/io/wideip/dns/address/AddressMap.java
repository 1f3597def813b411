package io.wideip.dns.address;

import io.wideip.config.Subnet;
import java.net.InetAddress;

/**
 * Maps every address of both families to a number. Each family's space is cut into ranges, no two neighbours with the same number.
 * An address is given as two longs, an IPv4 one in the upper half of the first. Immutable; reads without allocation.
 */
public final class AddressMap {
    /** Leading bits that all IPv4-mapped IPv6 addresses share. */
    public static final int MAPPED_BITS = 96;

    private static final long MAPPED_LOW = 0xffff_0000_0000L;

    private final Ipv4Ranges ipv4;
    private final Ipv6Ranges ipv6;

    AddressMap(Ipv4Ranges ipv4, Ipv6Ranges ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** Whether an IPv6 address is an IPv4-mapped one (RFC 4291 section 2.5.5.2), with the IPv4 address in its last 32 bits. */
    public static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** How many leading bits an IPv6 address that is no IPv4-mapped one shares with these; a longer network round it holds none of them. */
    public static int bitsSharedWithMapped(long high, long low) {
        return high == 0 ? Long.SIZE + Long.numberOfLeadingZeros(low ^ MAPPED_LOW) : Long.numberOfLeadingZeros(high);
    }

    /** The number of an address; an IPv4-mapped IPv6 address counts as IPv4. */
    public int value(boolean isIpv4, long high, long low) {
        if (isIpv4) {
            return ipv4.value(ipv4.find((int) (high >>> 32)));
        }
        return isMapped(high, low) ? ipv4.value(ipv4.find((int) low)) : ipv6.value(ipv6.find(high, low));
    }

    /** Which range holds an address, from 0. */
    public int find(boolean isIpv4, long high, long low) {
        return isIpv4 ? ipv4.find((int) (high >>> 32)) : ipv6.find(high, low);
    }

    /** The number of a range's addresses. */
    public int value(boolean isIpv4, int range) {
        return isIpv4 ? ipv4.value(range) : ipv6.value(range);
    }

    /**
     * The length of the widest network that holds an address and lies inside its range.
     *
     * @param range that holds it
     */
    public int networkLength(boolean isIpv4, int range, long high, long low) {
        return isIpv4 ? ipv4.networkLength(range, (int) (high >>> 32)) : ipv6.networkLength(range, high, low);
    }

    /** How many ranges a family's space has. */
    public int ranges(boolean isIpv4) {
        return isIpv4 ? ipv4.count() : ipv6.count();
    }

    /** The leading 64 bits of a range's first address. */
    public long startHigh(boolean isIpv4, int range) {
        return isIpv4 ? (long) ipv4.start(range) << 32 : ipv6.startHigh(range);
    }

    /** The last 64 bits of a range's first address. */
    public long startLow(boolean isIpv4, int range) {
        return isIpv4 ? 0 : ipv6.startLow(range);
    }

    /** A range's first address. */
    public InetAddress first(boolean isIpv4, int range) {
        return new Subnet(isIpv4, startHigh(isIpv4, range), startLow(isIpv4, range), isIpv4 ? 32 : 128).address();
    }

    /** Octets that it holds, but for a few headers. */
    public long size() {
        return ipv4.size() + ipv6.size();
    }
}
