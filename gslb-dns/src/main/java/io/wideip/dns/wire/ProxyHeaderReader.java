package io.wideip.dns.wire;

import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.ClientAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header that a load balancer puts in front of a stream or a datagram: PROXY protocol, version 2. One thread owns
 * it.
 *
 * <pre>
 *  0  signature, 12 octets
 * 12  version 2 | command: 0 LOCAL, 1 PROXY
 * 13  family: 0 unspecified, 1 IPv4, 2 IPv6, 3 Unix | transport: 0 unspecified, 1 stream, 2 datagram
 * 14  octets that follow: source, destination, two ports; then TLVs, which are skipped
 * </pre>
 */
public final class ProxyHeaderReader {
    /** What {@link #read} says where more octets must come before it can judge. */
    public static final int INCOMPLETE = 0;
    /** What {@link #read} says of anything that is no header, or a longer one than {@link #LONGEST}. */
    public static final int MALFORMED = -1;
    /** Octets of a header with its TLVs. The protocol allows 65,551; addresses, a name and a few identifiers take below 500. */
    public static final int LONGEST = 1024;

    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int FIXED = 16;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int UNIX = 3;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] ipv4 = new byte[4];
    private final byte[] ipv6 = new byte[16];
    /** Of the client that the last header named; 0 where it named none, and the balancer speaks for itself. */
    private int named;

    /**
     * Reads the header at an array's beginning.
     *
     * @param length octets that have come, of the header and what follows it
     * @return the header's length, {@link #INCOMPLETE} or {@link #MALFORMED}
     */
    public int read(byte[] octets, int length) {
        named = 0;
        int known = Math.min(length, SIGNATURE.length);
        if (!Arrays.equals(octets, 0, known, SIGNATURE, 0, known)) {
            return MALFORMED;
        }
        if (length < FIXED) {
            return INCOMPLETE;
        }
        int command = Wire.u8(octets, 12);
        int family = Wire.u8(octets, 13) >>> 4;
        int transport = Wire.u8(octets, 13) & 0xf;
        int end = FIXED + Wire.u16(octets, 14);
        if (end > LONGEST) {
            return MALFORMED;
        }
        if (command == LOCAL) {
            // "Discard the protocol block including the family": a check by the balancer itself.
            return length < end ? INCOMPLETE : end;
        }
        if (command != PROXY || family > UNIX || transport > 2 || end < FIXED + addressBlock(family)) {
            return MALFORMED;
        }
        if (length < end) {
            return INCOMPLETE;
        }
        if (transport != 0) {
            readSource(octets, family);
        }
        return end;
    }

    /** The client that the last header named; null where it named none, and the balancer speaks for itself. */
    public @Nullable InetAddress client() {
        if (named == 0) {
            return null;
        }
        byte[] address = named == IPV4 ? ipv4 : ipv6;
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " octets", e);
        }
    }

    /** Sets an address to the client that the last header named, without allocation; leaves it as it is where that named none. */
    public void client(ClientAddress into) {
        if (named == IPV4) {
            into.set(true, (long) INTS.get(ipv4, 0) << 32, 0);
        } else if (named == IPV6) {
            setIpv6(into, (long) LONGS.get(ipv6, 0), (long) LONGS.get(ipv6, 8));
        }
    }

    private static int addressBlock(int family) {
        return switch (family) {
            case IPV4 -> 12;
            case IPV6 -> 36;
            case UNIX -> 216;
            default -> 0;
        };
    }

    private void readSource(byte[] octets, int family) {
        if (family == IPV4 || family == IPV6) {
            byte[] address = family == IPV4 ? ipv4 : ipv6;
            System.arraycopy(octets, FIXED, address, 0, address.length);
            named = family;
        }
    }

    /** As the JDK does it: an IPv4-mapped address is an IPv4 one. */
    private static void setIpv6(ClientAddress into, long high, long low) {
        if (AddressMap.isMapped(high, low)) {
            into.set(true, low << 32, 0);
        } else {
            into.set(false, high, low);
        }
    }
}
