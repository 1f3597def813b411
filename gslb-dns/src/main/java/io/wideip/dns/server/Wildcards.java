package io.wideip.dns.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes out wildcard addresses: {@code 0.0.0.0} is every IPv4 address of this machine, {@code ::} every IPv6 one. A socket bound
 * to a wildcard would answer from whatever address the route prefers, and resolvers drop an answer that does not come from where
 * they asked (RFC 5452 section 9.1).
 */
final class Wildcards {
    private Wildcards() {}

    /** The same list with each wildcard replaced by the addresses that it stands for now, and nothing twice. */
    static List<InetSocketAddress> writtenOut(List<InetSocketAddress> listen) throws IOException {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        for (InetSocketAddress each : listen) {
            if (each.getAddress().isAnyLocalAddress() && each.getPort() != 0) {
                for (InetAddress own : own(each.getAddress().getClass())) {
                    addresses.add(new InetSocketAddress(own, each.getPort()));
                }
            } else {
                addresses.add(each);
            }
        }
        return List.copyOf(addresses);
    }

    private static List<InetAddress> own(Class<? extends InetAddress> family) throws IOException {
        List<InetAddress> own = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp()) {
                each.inetAddresses().filter(family::isInstance).forEach(own::add);
            }
        }
        return own;
    }
}
