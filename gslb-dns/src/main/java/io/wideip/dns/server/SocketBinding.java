package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.wideip.config.AddressText;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A socket of Netty's that is being bound to an address.
 *
 * @param protocol for people
 */
record SocketBinding(ChannelFuture future, InetSocketAddress address, String protocol) {
    private static final String NO_SOCKET =
            "; raise the limit of open files (LimitNOFILE in systemd, ulimit -n in a shell),"
                    + " or have fewer addresses in server.dns.listen";
    private static final String TAKEN = "; change server.dns.listen, or end what listens there";

    /**
     * Waits for its end.
     *
     * @throws IOException with a message for people, where it could not be bound
     */
    Channel await() throws IOException {
        future.awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw failure();
        }
        return future.channel();
    }

    /**
     * True where the system gave no socket. The channel then is a stand-in of Netty's, which has no event loop, is never closed, and
     * throws when it is told to.
     */
    boolean hasNoSocket() {
        Channel channel = future.channel();
        return !(channel instanceof DatagramChannel || channel instanceof ServerChannel);
    }

    IOException failure() {
        Throwable cause = future.cause();
        boolean noSocket = hasNoSocket();
        return new IOException(
                (noSocket ? "can't open a socket for DNS on " : "can't listen for DNS on ")
                        + AddressText.of(address.getAddress()) + " port " + address.getPort() + " (" + protocol + "): "
                        + reason(cause) + (noSocket ? NO_SOCKET : TAKEN),
                cause);
    }

    /** In the system's words. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage());
    }
}
