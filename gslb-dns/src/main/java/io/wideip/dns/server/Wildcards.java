package io.wideip.dns.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a wildcard stands for: {@code 0.0.0.0} is every IPv4 address of this machine, {@code ::} every IPv6 one. */
final class Wildcards {
    private Wildcards() {}

    /** The addresses that the interfaces have now, of the wildcard's family. */
    static Set<InetAddress> addresses(InetAddress wildcard) throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp()) {
                each.inetAddresses().filter(wildcard.getClass()::isInstance).forEach(addresses::add);
            }
        }
        return addresses;
    }
}
