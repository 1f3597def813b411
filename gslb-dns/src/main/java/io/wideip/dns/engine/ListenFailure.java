package io.wideip.dns.engine;

import io.wideip.config.AddressText;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Why an address can't be listened on, for people, with the mend. */
public final class ListenFailure {
    private static final String NO_SOCKET =
            "; raise the limit of open files (LimitNOFILE in systemd, ulimit -n in a shell),"
                    + " or have fewer addresses in server.dns.listen";
    private static final String NO_FAMILY = "; this machine has no IPv6: write IPv4 addresses in server.dns.listen";
    private static final String TAKEN = "; change server.dns.listen, or end what listens there";

    private ListenFailure() {}

    /** The system gave no socket. */
    public static IOException noSocket(InetSocketAddress address, String protocol, Throwable cause) {
        return failure("can't open a socket for DNS on ", address, protocol, cause, NO_SOCKET);
    }

    /** The system has no sockets of the address's family. */
    public static IOException noFamily(InetSocketAddress address, String protocol, Throwable cause) {
        return failure("can't open a socket for DNS on ", address, protocol, cause, NO_FAMILY);
    }

    /** The system gave the address to no socket of ours. */
    public static IOException notBound(InetSocketAddress address, String protocol, Throwable cause) {
        return failure("can't listen for DNS on ", address, protocol, cause, TAKEN);
    }

    private static IOException failure(
            String what, InetSocketAddress address, String protocol, Throwable cause, String mend) {
        return new IOException(
                what + AddressText.of(address.getAddress()) + " port " + address.getPort() + " (" + protocol + "): "
                        + reason(cause) + mend,
                cause);
    }

    /** In the system's words. */
    public static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage());
    }
}
