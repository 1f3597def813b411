package io.wideip.app;

import io.wideip.config.AddressText;
import io.wideip.config.Listener;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether addresses are free for DNS. Asked at once, because the server itself binds only after the first health checks. */
final class BindCheck {
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private BindCheck() {}

    /**
     * Gives the listeners that can be bound. It leaves out, with a warning, the defaults whose address this machine
     * does not have, and the wildcard of IPv6 where there is no IPv6.
     *
     * @throws IOException with a message for people, when an address is taken or not allowed, or none is left
     */
    static List<Listener> require(List<Listener> listeners) throws IOException {
        List<Listener> here = new ArrayList<>();
        for (Listener listener : listeners) {
            if (isWildcardOfIpv6(listener.address())
                    && !isHere(listener.address().getAddress())) {
                LOG.warn("no DNS on {}: this machine has no IPv6", AddressText.of(listener.address()));
                continue;
            }
            if (listener.isDefault() && !isHere(listener.address().getAddress())) {
                LOG.warn(
                        "no DNS on {}, a default: this machine does not have the address (write server.dns.listen)",
                        AddressText.of(listener.address()));
                continue;
            }
            require(listener);
            here.add(listener);
        }
        if (here.isEmpty()) {
            throw new IOException("can't serve DNS: this machine has none of the addresses "
                    + listeners.stream()
                            .map(each -> AddressText.of(each.address()))
                            .collect(Collectors.joining(" and "))
                    + ": write server.dns.listen");
        }
        return here;
    }

    /** False where no socket can have the address, whatever the port. */
    static boolean isHere(InetAddress address) {
        try (DatagramChannel probe = DatagramChannel.open(family(address))) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (BindException | UnsupportedOperationException e) { // the latter where there is no IPv6
            return false;
        } catch (IOException other) {
            return true;
        }
    }

    private static void require(Listener listener) throws IOException {
        InetSocketAddress address = listener.address();
        ProtocolFamily family = family(address.getAddress());
        if (isWildcardOfIpv6(address)) {
            // The JDK would ask for the IPv4 port, too, which the server does not take; it tells by itself what it
            // finds.
            return;
        }
        if (listener.transport() == Listener.Transport.PLAIN) {
            try (DatagramChannel udp = DatagramChannel.open(family)) {
                udp.bind(address);
            } catch (IOException | UnsupportedOperationException failure) { // no IPv6
                throw cannotBind("UDP", address, failure);
            }
        }
        try (ServerSocketChannel tcp = ServerSocketChannel.open(family)) {
            // Connections of the server before may be in TIME_WAIT.
            tcp.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            tcp.bind(address);
        } catch (IOException | UnsupportedOperationException failure) { // no IPv6
            throw cannotBind("TCP", address, failure);
        }
    }

    private static boolean isWildcardOfIpv6(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                && address.getAddress().isAnyLocalAddress();
    }

    private static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    private static IOException cannotBind(String transport, InetSocketAddress address, Exception failure) {
        return new IOException(
                "can't serve DNS by " + transport + " on " + AddressText.of(address) + ": " + failure.getMessage()
                        + mend(address),
                failure);
    }

    private static String mend(InetSocketAddress address) {
        if (!isHere(address.getAddress())) {
            return " (this machine does not have the address: write one that it has in server.dns.listen)";
        }
        return address.getPort() > 0 && address.getPort() < 1024
                ? " (a port below 1024 needs the capability CAP_NET_BIND_SERVICE; another program may have it)"
                : " (does another program have it?)";
    }
}
