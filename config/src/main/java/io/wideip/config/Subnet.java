package io.wideip.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A prefix of addresses, as bits.
 *
 * @param high the leading 64 bits of its lowest address; an IPv4 address is in the upper half
 * @param low the last 64 bits of an IPv6 address
 * @param length how many leading bits its addresses share
 */
public record Subnet(boolean ipv4, long high, long low, int length) {
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;
    /** How many leading bits IPv4-mapped addresses share: those of ::ffff:0:0/96 (RFC 4291, section 2.5.5.2). */
    private static final int MAPPED_BITS = 96;

    /**
     * The prefix of an address in network order.
     *
     * @param lowest 4 octets or 16, without a bit set after the prefix
     */
    public static Subnet of(byte[] lowest, int length) {
        ByteBuffer octets = ByteBuffer.wrap(lowest);
        return lowest.length == IPV4_OCTETS
                ? new Subnet(true, (long) octets.getInt() << 32, 0, length)
                : new Subnet(false, octets.getLong(), octets.getLong(), length);
    }

    /** A subnet of IPv4-mapped addresses as the IPv4 one that it stands for; any other as it is. */
    public Subnet plain() {
        boolean mapped = !ipv4 && length >= MAPPED_BITS && high == 0 && low >>> 32 == 0xffff;
        return mapped ? new Subnet(true, low << 32, 0, length - MAPPED_BITS) : this;
    }

    /** Its lowest address in network order: 4 octets or 16. */
    public byte[] lowest() {
        return ipv4
                ? ByteBuffer.allocate(IPV4_OCTETS).putInt((int) (high >>> 32)).array()
                : ByteBuffer.allocate(IPV6_OCTETS).putLong(high).putLong(low).array();
    }

    /** {@code 10.1.0.0/16} or {@code 2001:db8::/32}. */
    @Override
    public String toString() {
        return AddressText.of(address()) + "/" + length;
    }

    /** Its lowest address. */
    public InetAddress address() {
        try {
            // By name of the class, because InetAddress turns ::ffff:192.0.2.0 into an IPv4 address.
            return ipv4 ? InetAddress.getByAddress(lowest()) : Inet6Address.getByAddress(null, lowest(), -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 octets or 16 are always an address", e);
        }
    }
}
