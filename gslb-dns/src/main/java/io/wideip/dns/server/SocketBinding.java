package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.wideip.dns.engine.ListenFailure;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A socket of Netty's that is being bound to an address.
 *
 * @param protocol for people
 */
record SocketBinding(ChannelFuture future, InetSocketAddress address, String protocol) {
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
        return hasNoSocket()
                ? ListenFailure.noSocket(address, protocol, future.cause())
                : ListenFailure.notBound(address, protocol, future.cause());
    }
}
