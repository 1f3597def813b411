package io.wideip.dns.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.Errors;
import io.wideip.dns.engine.ListenFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A socket of Netty's that is being bound to an address.
 *
 * @param protocol for people
 */
record SocketBinding(ChannelFuture future, InetSocketAddress address, String protocol) {
    /** Of Linux, as Netty writes its numbers. */
    private static final int EAFNOSUPPORT = -97;

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
        if (!hasNoSocket()) {
            return ListenFailure.notBound(address, protocol, cause);
        }
        return hasNoFamily(cause)
                ? ListenFailure.noFamily(address, protocol, cause)
                : ListenFailure.noSocket(address, protocol, cause);
    }

    /** As epoll says it, and as NIO does. */
    private static boolean hasNoFamily(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(each -> each instanceof Errors.NativeIoException known && known.expectedErr() == EAFNOSUPPORT
                        || each instanceof UnsupportedOperationException);
    }
}
