package io.wideip.dns.server.epoll;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.epoll.EpollChannelConfig;
import io.netty.channel.epoll.LinuxSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that was accepted. Reading the end of its client's side closes it, so a handler that still has
 * replies to write must not read. Netty's own class makes eight more system calls in the life of each connection.
 */
final class EpollConnection extends AbstractEpollStreamChannel {
    private final EpollListener listener;
    private final InetSocketAddress peer;
    private final EpollChannelConfig config;

    EpollConnection(EpollListener listener, int descriptor, InetSocketAddress peer, SingleReads reads) {
        // "Not active": else Netty asks the system for both addresses.
        super(LinuxSocket.newSocket(descriptor), false);
        this.listener = listener;
        this.peer = peer;
        config = new Config(this, reads);
        active = true;
    }

    private static final class Config extends EpollChannelConfig {
        private final EpollConnection connection;

        Config(EpollConnection connection, SingleReads reads) {
            super(connection, reads);
            this.connection = connection;
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            if (!option.equals(ChannelOption.SO_LINGER)) {
                return super.setOption(option, value);
            }
            try {
                connection.socket.setSoLinger((Integer) value);
            } catch (IOException e) {
                throw new ChannelException(e);
            }
            return true;
        }
    }

    /** Netty's HTTP/2 knows by it that it serves. */
    @Override
    public Channel parent() {
        return listener;
    }

    @Override
    public EpollChannelConfig config() {
        return config;
    }

    /** The descriptor of a closed one may be another's by now. */
    @Override
    protected @Nullable SocketAddress localAddress0() {
        return socket.isOpen() ? socket.localAddress() : null;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return peer;
    }

    /** First, as the system forgets by itself to watch what is closed; Netty would tell it to. */
    @Override
    protected void doClose() throws Exception {
        try {
            socket.close();
        } finally {
            super.doClose();
        }
    }
}
