package io.wideip.dns.address;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Where a message came from, as bits. Whoever reads messages owns one and sets it for each of them. An address of the JDK's is
 * turned into bits only when somebody asks, because the JDK copies an IPv6 address to give it out. Not thread-safe.
 */
public final class ClientAddress {
    private static final long LOOPBACK_IPV4 = 127;

    /** What {@link #locate} has still to read; the loopback address where bits were set. */
    private InetAddress address = InetAddress.getLoopbackAddress();

    private boolean located;
    private boolean ipv4;
    private long high;
    private long low;

    /** One that is set once. */
    public static ClientAddress of(InetAddress client) {
        ClientAddress address = new ClientAddress();
        address.set(client);
        return address;
    }

    public void set(InetAddress client) {
        address = client;
        located = false;
    }

    /**
     * Sets the bits.
     *
     * @param high the leading 64; an IPv4 address is in the upper half
     * @param low the last 64 of an IPv6 address
     */
    public void set(boolean ipv4, long high, long low) {
        located = true;
        this.ipv4 = ipv4;
        this.high = high;
        this.low = low;
    }

    /** Takes over what another one holds now. */
    public void set(ClientAddress other) {
        address = other.address;
        located = other.located;
        ipv4 = other.ipv4;
        high = other.high;
        low = other.low;
    }

    /** True for 127.0.0.0/8 and ::1, whose packets nobody elsewhere can forge. */
    public boolean isLoopback() {
        // InetAddress.isLoopbackAddress would make another copy of the address.
        locate();
        return ipv4 ? high >>> 56 == LOOPBACK_IPV4 : high == 0 && low == 1;
    }

    public boolean isIpv4() {
        locate();
        return ipv4;
    }

    /** The leading 64 bits of the address; an IPv4 address is in the upper half. */
    public long high() {
        locate();
        return high;
    }

    /** The last 64 bits of an IPv6 address. */
    public long low() {
        locate();
        return low;
    }

    private void locate() {
        if (located) {
            return;
        }
        located = true;
        ipv4 = address instanceof Inet4Address;
        if (address instanceof Inet4Address four) {
            // The JIT compiler can leave this copy out: its length is fixed, and it is read at constant places.
            byte[] octets = four.getAddress();
            int bits = u8(octets, 0) << 24 | u8(octets, 1) << 16 | u8(octets, 2) << 8 | u8(octets, 3);
            high = (long) bits << 32;
            low = 0;
        } else {
            byte[] octets = address.getAddress();
            high = bits(octets, 0);
            low = bits(octets, 8);
        }
    }

    private static long bits(byte[] octets, int from) {
        long bits = 0;
        for (int i = from; i < from + 8; i++) {
            bits = bits << 8 | u8(octets, i);
        }
        return bits;
    }

    private static int u8(byte[] octets, int at) {
        return octets[at] & 0xff;
    }
}
