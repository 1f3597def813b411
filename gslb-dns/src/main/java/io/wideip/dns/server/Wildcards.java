package io.wideip.dns.server;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a wildcard stands for: {@code 0.0.0.0} is every IPv4 address of this machine, {@code ::} every IPv6 one. */
final class Wildcards {
    private Wildcards() {}

    /** The addresses that the interfaces have now, of the wildcard's family. */
    static Set<InetAddress> addresses(InetAddress wildcard) throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (isUp(each)) {
                each.inetAddresses().filter(wildcard.getClass()::isInstance).forEach(addresses::add);
            }
        }
        return addresses;
    }

    private static boolean isUp(NetworkInterface each) {
        try {
            return each.isUp();
        } catch (SocketException gone) { // since it was listed
            return false;
        }
    }

    /** False while the system gives an address of an interface to no socket, whatever the port. */
    static boolean canBind(InetAddress address) {
        try (DatagramSocket probe = new DatagramSocket(null)) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException other) {
            return true;
        }
    }
}
