package io.wideip.dns.server;

import io.wideip.config.AddressText;
import io.wideip.dns.engine.DatagramEngine.OpenSockets;
import io.wideip.dns.engine.ListenFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sockets on each address that a wildcard stands for, as interfaces get and lose addresses. One thread at a time. */
final class InterfaceSockets {
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final InetAddress wildcard;
    private final IntSupplier port;
    private final Opening opening;
    private final Map<InetAddress, List<OpenSockets>> open = new HashMap<>();
    private final Set<InetAddress> troubled = new HashSet<>();

    /** What opens the sockets of one address. */
    interface Opening {
        /**
         * Opens them.
         *
         * @throws IOException with a message for people; no socket is kept then
         */
        List<OpenSockets> open(InetAddress host) throws IOException;
    }

    /** @param port that is in use now */
    InterfaceSockets(InetAddress wildcard, IntSupplier port, Opening opening) {
        this.wildcard = wildcard;
        this.port = port;
        this.opening = opening;
    }

    /**
     * Opens all that can be. An IPv6 address can't be while the system looks whether another machine has it (RFC 4862).
     *
     * @param again when such a one is tried again, for people
     * @throws IOException with a message for people, where one is taken; what has been opened stays open until {@link #close}
     */
    void openAll(String again) throws IOException {
        for (InetAddress host : Wildcards.addresses(wildcard)) {
            boolean couldBe = Wildcards.canBind(host);
            try {
                open.put(host, opening.open(host));
            } catch (IOException e) {
                if (couldBe && Wildcards.canBind(host)) {
                    throw e;
                }
                troubled.add(host);
                LOG.warn(
                        "no DNS on {} port {} yet: {} (tried again {})",
                        AddressText.of(host),
                        port.getAsInt(),
                        ListenFailure.reason(e),
                        again);
            }
        }
    }

    /** Opens what the interfaces have got since, and lets go of what they have no more. */
    void follow() {
        try {
            Set<InetAddress> now = Wildcards.addresses(wildcard);
            open.entrySet().removeIf(each -> {
                if (now.contains(each.getKey())) {
                    return false;
                }
                each.getValue().forEach(OpenSockets::close);
                return true;
            });
            troubled.retainAll(now);
            now.removeAll(open.keySet());
            now.forEach(this::openNew);
        } catch (IOException e) {
            LOG.warn("the addresses of this machine can't be read: {}", e.getMessage());
        }
    }

    private void openNew(InetAddress host) {
        try {
            open.put(host, opening.open(host));
            troubled.remove(host);
            LOG.info("DNS on {} port {} too, which is new", AddressText.of(host), port.getAsInt());
        } catch (IOException e) {
            if (troubled.add(host)) {
                LOG.warn("{} (tried again every few seconds)", e.getMessage());
            }
        }
    }

    void close() {
        open.values().forEach(each -> each.forEach(OpenSockets::close));
        open.clear();
        troubled.clear();
    }
}
