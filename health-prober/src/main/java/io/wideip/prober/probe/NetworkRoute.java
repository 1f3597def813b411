package io.wideip.prober.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.nio.channels.DatagramChannel;

/** Whether this machine has a route at all. */
final class NetworkRoute {
    private NetworkRoute() {}

    /**
     * Connects a UDP socket, which sends nothing and makes the system look for a route. Netty makes one exception of "network
     * unreachable", which is this machine's trouble, and of "host unreachable", which others said or an administrator wrote
     * down.
     */
    static boolean exists(InetAddress address) {
        try (DatagramChannel socket = DatagramChannel.open()) {
            // Any port: nothing is sent.
            socket.connect(new InetSocketAddress(address, 9));
            return true;
        } catch (NoRouteToHostException refused) {
            return true;
        } catch (IOException | RuntimeException | Error noRoute) {
            return false;
        }
    }
}
