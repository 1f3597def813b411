package io.wideip.dns.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header that a load balancer puts in front of a stream or a datagram: PROXY protocol, version 2. Allocates nothing but
 * the client's address. One thread owns it.
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

    private final byte[] ipv4 = new byte[4];
    private final byte[] ipv6 = new byte[16];
    private @Nullable InetAddress client;

    /**
     * Reads the header at an array's beginning.
     *
     * @param length octets that have come, of the header and what follows it
     * @return the header's length, {@link #INCOMPLETE} or {@link #MALFORMED}
     */
    public int read(byte[] octets, int length) {
        client = null;
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
            client = source(octets, family);
        }
        return end;
    }

    /** The client that the last header named; null where it named none, and the balancer speaks for itself. */
    public @Nullable InetAddress client() {
        return client;
    }

    private static int addressBlock(int family) {
        return switch (family) {
            case IPV4 -> 12;
            case IPV6 -> 36;
            case UNIX -> 216;
            default -> 0;
        };
    }

    private @Nullable InetAddress source(byte[] octets, int family) {
        if (family != IPV4 && family != IPV6) {
            return null;
        }
        byte[] address = family == IPV4 ? ipv4 : ipv6;
        System.arraycopy(octets, FIXED, address, 0, address.length);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " octets", e);
        }
    }
}
