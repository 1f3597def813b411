package io.wideip.app.explain;

import io.netty.util.NetUtil;
import io.wideip.config.LeadingZeros;
import io.wideip.config.Subnet;
import io.wideip.dns.address.Prefixes;
import java.util.Locale;

/** Reads addresses of clients and their networks; an IPv4-mapped IPv6 address counts as IPv4. */
public final class ClientNetwork {
    private ClientNetwork() {}

    /**
     * An address such as {@code 203.0.113.9}, as the network of itself.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static Subnet address(String written) {
        LeadingZeros.requireNone(written);
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(written);
        if (octets == null) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no address: write one such as 203.0.113.9 or 2001:db8::9");
        }
        return Subnet.of(octets, octets.length * Byte.SIZE).plain();
    }

    /**
     * A network such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static Subnet network(String written) {
        LeadingZeros.requireNone(written);
        int slash = written.indexOf('/');
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? "" : written.substring(0, slash));
        if (octets == null) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no network: write one such as 10.0.0.0/8 or 2001:db8::/32");
        }
        int bits = octets.length * Byte.SIZE;
        String length = written.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "'%s' has no prefix length of 0 to %d behind its slash", written, bits));
        }
        Subnet address = Subnet.of(octets, bits);
        Subnet network = Prefixes.network(address.ipv4(), address.high(), address.low(), Integer.parseInt(length));
        if (network.high() != address.high() || network.low() != address.low()) {
            throw new IllegalArgumentException("'" + written + "' has bits set behind its prefix: write " + network);
        }
        return network.plain();
    }
}
