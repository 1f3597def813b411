package io.wideip.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Which of a wildcard's addresses a datagram was sent to (ip(7) and ipv6(7), IP_PKTINFO and IPV6_PKTINFO). The system puts it into a
 * control message beside the datagram; sent along with the reply, the same message is where that comes from. A socket that has one
 * address needs none. One thread owns it.
 *
 * <pre>
 * cmsghdr      0 octets, with the header | 8 level | 12 type | 16 data
 * in_pktinfo   0 interface | 4 address of this machine | 8 destination of the datagram
 * in6_pktinfo  0 destination, 16 octets | 16 interface
 * </pre>
 */
final class AddressAsked {
    /** The space of one place: a header and either message, in whole words. */
    private static final int PLACE = 40;

    private static final int LEVEL = 8;
    private static final int TYPE = 12;
    private static final int DATA = 16;
    private static final int IPV4_SPACE = 32;
    private static final int IPV4_DESTINATION = DATA + 8;
    private static final int IPV6_INTERFACE = DATA + 16;
    /** fe80::/10 holds on one interface alone. */
    private static final int LINK_LOCAL = 0xfe80;

    private static final int LINK_LOCAL_BITS = 0xffc0;
    private static final int MULTICAST = 0xff;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfShort LEADING = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private final @Nullable MemorySegment messages;
    private final int level;
    private final int type;

    private AddressAsked(@Nullable MemorySegment messages, boolean ipv4) {
        this.messages = messages;
        level = ipv4 ? Linux.IPPROTO_IP : Linux.IPPROTO_IPV6;
        type = ipv4 ? Linux.IP_PKTINFO : Linux.IPV6_PKTINFO;
    }

    /** For a socket that is bound to this address. */
    static AddressAsked of(InetAddress bound, Arena arena) {
        return new AddressAsked(
                bound.isAnyLocalAddress() ? arena.allocate((long) Batch.MOST * PLACE, Long.BYTES) : null,
                bound instanceof Inet4Address);
    }

    /** Where the message of a place is in memory, or 0. */
    long control(int place) {
        return messages == null ? 0 : messages.address() + (long) place * PLACE;
    }

    /** Octets for a message. */
    long room() {
        return messages == null ? 0 : PLACE;
    }

    /**
     * Looks at a message that was received, and makes it one to be sent.
     *
     * @param octets of it
     * @return false where the datagram deserves no reply: it was sent to many machines, or nobody knows to whom
     */
    boolean read(int place, long octets) {
        if (messages == null) {
            return true;
        }
        long at = (long) place * PLACE;
        if (octets < IPV4_SPACE || messages.get(INT, at + LEVEL) != level || messages.get(INT, at + TYPE) != type) {
            return false;
        }
        return level == Linux.IPPROTO_IP ? readIpv4(messages, at) : readIpv6(messages, at);
    }

    /** Broadcasts and multicasts are sent to another address than that of the machine. The routes choose the interface. */
    private static boolean readIpv4(MemorySegment messages, long at) {
        messages.set(INT, at + DATA, 0);
        return messages.get(INT, at + DATA + 4) == messages.get(INT, at + IPV4_DESTINATION);
    }

    private static boolean readIpv6(MemorySegment messages, long at) {
        int leading = messages.get(LEADING, at + DATA) & 0xffff;
        if ((leading & LINK_LOCAL_BITS) != LINK_LOCAL) {
            messages.set(INT, at + IPV6_INTERFACE, 0);
        }
        return leading >>> 8 != MULTICAST;
    }
}
