package io.wideip.app;

import io.wideip.app.admin.Endpoint;
import io.wideip.config.Listener;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/** Whether addresses are free for DNS. Asked at once, because the server itself binds only after the first health checks. */
final class Vacancy {
    private Vacancy() {}

    /** @throws IOException with a message for people, when one is taken or not allowed */
    static void require(List<Listener> listeners) throws IOException {
        for (Listener listener : listeners) {
            InetSocketAddress address = listener.address();
            boolean ipv4 = address.getAddress() instanceof Inet4Address;
            if (!ipv4 && address.getAddress().isAnyLocalAddress()) {
                // The JDK would ask for the IPv4 port, too, which the server does not take; it tells by itself what it
                // finds.
                continue;
            }
            ProtocolFamily family = ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
            if (listener.transport() == Listener.Transport.PLAIN) {
                try (DatagramChannel udp = DatagramChannel.open(family)) {
                    udp.bind(address);
                } catch (IOException | UnsupportedOperationException failure) { // no IPv6
                    throw cannotBind("UDP", address, failure);
                }
            }
            try (ServerSocketChannel tcp = ServerSocketChannel.open(family)) {
                tcp.setOption(
                        StandardSocketOptions.SO_REUSEADDR,
                        true); // connections of the server before may be in TIME_WAIT
                tcp.bind(address);
            } catch (IOException | UnsupportedOperationException failure) { // no IPv6
                throw cannotBind("TCP", address, failure);
            }
        }
    }

    private static IOException cannotBind(String transport, InetSocketAddress address, Exception failure) {
        String mend = address.getPort() > 0 && address.getPort() < 1024
                ? " (a port below 1024 needs the capability CAP_NET_BIND_SERVICE; another program may have it)"
                : " (does another program have it?)";
        return new IOException(
                "can't serve DNS by " + transport + " on " + Endpoint.text(address) + ": " + failure.getMessage()
                        + mend,
                failure);
    }
}
