package io.wideip.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * Internet addresses as the system has them.
 *
 * <pre>
 * sockaddr_in   0 family, 2 octets, of this machine | 2 port | 4 address, 4 octets | 8 zeros
 * sockaddr_in6  0 family                            | 2 port | 4 flow | 8 address, 16 octets | 24 scope, of this machine
 * </pre>
 */
final class SocketAddress {
    /** Octets of the longest one. */
    static final int LONGEST = 28;

    private static final int IPV4_LENGTH = 16;
    private static final int PORT_AT = 2;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;
    private static final int SCOPE_AT = 24;

    private static final ValueLayout.OfShort FAMILY = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfShort PORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddress() {}

    static MemorySegment of(InetSocketAddress address, Arena arena) {
        InetAddress host = address.getAddress();
        boolean ipv4 = host instanceof Inet4Address;
        MemorySegment made = arena.allocate(ipv4 ? IPV4_LENGTH : LONGEST, Long.BYTES);
        made.set(FAMILY, 0, (short) (ipv4 ? Linux.AF_INET : Linux.AF_INET6));
        made.set(PORT, PORT_AT, (short) address.getPort());
        MemorySegment.copy(MemorySegment.ofArray(host.getAddress()), 0, made, ipv4 ? IPV4_AT : IPV6_AT, ipv4 ? 4 : 16);
        if (host instanceof Inet6Address six) {
            made.set(ValueLayout.JAVA_INT, SCOPE_AT, six.getScopeId());
        }
        return made;
    }

    static boolean isIpv4(MemorySegment from, long at) {
        return from.get(FAMILY, at) == Linux.AF_INET;
    }

    static int port(MemorySegment from, long at) {
        return from.get(PORT, at + PORT_AT) & 0xffff;
    }

    /** The leading 64 bits of the address; an IPv4 address is in the upper half. */
    static long high(MemorySegment from, long at, boolean ipv4) {
        return ipv4 ? (long) from.get(INT, at + IPV4_AT) << 32 : from.get(LONG, at + IPV6_AT);
    }

    /** The last 64 bits of an IPv6 address. */
    static long low(MemorySegment from, long at, boolean ipv4) {
        return ipv4 ? 0 : from.get(LONG, at + IPV6_AT + 8);
    }
}
