package io.wideip.config;

import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as RFC 5952 writes them: in the log, in messages, in Host headers and in the names of targets. */
public final class AddressText {
    private static final IPAddressGenerator GENERATOR = new IPAddressGenerator();

    private AddressText() {}

    /** {@code 192.0.2.1}, {@code 2001:db8::1}, {@code fe80::1%eth0} or {@code ::ffff:192.0.2.1}. */
    public static String of(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        IPv6Address ipv6 = GENERATOR.from(address).toIPv6();
        return ipv6.isIPv4Mapped() ? ipv6.toMixedString() : ipv6.toCanonicalString();
    }

    /** {@code 192.0.2.1:53} or {@code [2001:db8::1]:53}. */
    public static String of(InetSocketAddress address) {
        String host = of(address.getAddress());
        return (address.getAddress() instanceof Inet4Address ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
