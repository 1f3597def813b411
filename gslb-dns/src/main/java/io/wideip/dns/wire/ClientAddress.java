package io.wideip.dns.wire;

import static io.wideip.dns.wire.Wire.u8;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Where a message came from, as bits. Reused for every query. The bits are read only when somebody asks, because the
 * JDK copies an IPv6 address to give it out.
 */
public final class ClientAddress {
    private InetAddress address = InetAddress.getLoopbackAddress();
    private boolean located;
    private boolean ipv4;
    private long high;
    private long low;

    public void set(InetAddress client) {
        address = client;
        located = false;
    }

    /** True for 127.0.0.0/8 and ::1, whose packets nobody elsewhere can forge. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
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
            // The JIT compiler leaves this copy out: its length is fixed, and it is read at constant places.
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
}
