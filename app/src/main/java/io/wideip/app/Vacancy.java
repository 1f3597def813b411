package io.wideip.app;

import io.wideip.app.admin.Endpoint;
import io.wideip.config.Listener;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Whether addresses are free for DNS. Asked at once, because the server itself binds only after the first health checks. */
final class Vacancy {
    private Vacancy() {}

    /** @throws IOException with a message for people, when one is taken or not allowed */
    static void require(List<Listener> listeners) throws IOException {
        for (Listener listener : listeners) {
            InetSocketAddress address = listener.address();
            if (listener.transport() == Listener.Transport.PLAIN) {
                try (DatagramSocket udp = new DatagramSocket(null)) {
                    udp.bind(address);
                } catch (IOException failure) {
                    throw cannotBind("UDP", address, failure);
                }
            }
            try (ServerSocket tcp = new ServerSocket()) {
                tcp.setReuseAddress(true); // connections of the server before may be in TIME_WAIT
                tcp.bind(address);
            } catch (IOException failure) {
                throw cannotBind("TCP", address, failure);
            }
        }
    }

    private static IOException cannotBind(String transport, InetSocketAddress address, IOException failure) {
        String mend = address.getPort() > 0 && address.getPort() < 1024
                ? " (a port below 1024 needs the capability CAP_NET_BIND_SERVICE; another program may have it)"
                : " (does another program have it?)";
        return new IOException(
                "can't serve DNS by " + transport + " on " + Endpoint.text(address) + ": " + failure.getMessage()
                        + mend,
                failure);
    }
}
