package io.wideip.app.admin;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.wideip.config.AddressText;
import java.net.InetSocketAddress;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/** How a connection came. */
enum Caller {
    /** Whoever may write to the socket's file. */
    UNIX,
    /** From this machine. */
    LOOPBACK,
    ELSEWHERE;

    static Caller of(Channel connection) {
        if (connection instanceof NioDomainSocketChannel) {
            return UNIX;
        }
        return connection.remoteAddress() instanceof InetSocketAddress peer
                        && peer.getAddress().isLoopbackAddress()
                ? LOOPBACK
                : ELSEWHERE;
    }

    /** Who it is, as far as the system tells. It may ask a directory of users for the name: not on the event loop. */
    static String name(Channel connection) {
        if (connection instanceof NioDomainSocketChannel unix) {
            @Nullable
            UnixDomainPrincipal peer = unix.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
            return peer == null ? "unknown user" : peer.user().getName();
        }
        return connection.remoteAddress() instanceof InetSocketAddress peer
                ? AddressText.of(peer.getAddress())
                : "unknown address";
    }
}
