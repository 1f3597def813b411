package io.wideip.dns.server.epoll;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.epoll.AbstractEpollServerChannel;
import io.netty.channel.epoll.EpollChannelConfig;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.NativeInetAddress;
import java.net.SocketAddress;

/**
 * A socket that accepts TCP connections. They inherit its options; Netty's own class sets and reads each option for
 * each connection.
 */
public final class EpollListener extends AbstractEpollServerChannel {
    private static final int BACKLOG = 4096;

    private final EpollChannelConfig config = new Config(this);
    private final SingleReads reads;
    private final int mostUnread;
    private final boolean first;

    /**
     * One that is not bound.
     *
     * @param read octets of a read of a connection at most
     * @param mostUnread octets that the system takes for a connection before its client reads any
     * @param first true for one that must find its address free, false for one that shares it with that: the system spreads the
     *     connections between them
     */
    public EpollListener(SocketProtocolFamily family, int read, int mostUnread, boolean first) {
        super(LinuxSocket.newSocketStream(family), false);
        reads = new SingleReads(read);
        this.mostUnread = mostUnread;
        this.first = first;
    }

    private static final class Config extends EpollChannelConfig {
        Config(EpollListener listener) {
            super(listener, new ServerChannelRecvByteBufAllocator());
        }
    }

    @Override
    public EpollChannelConfig config() {
        return config;
    }

    @Override
    protected void doBind(SocketAddress address) throws Exception {
        socket.setReuseAddress(true);
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(mostUnread);
        if (!first) {
            socket.setReusePort(true);
        }
        super.doBind(address);
        // From now on, others of this program can share the address. A socket that has to be first can't: not another
        // program's, nor this program's where it is started twice.
        socket.setReusePort(true);
        socket.listen(BACKLOG);
        active = true;
    }

    @Override
    protected Channel newChildChannel(int descriptor, byte[] peer, int offset, int length) {
        return new EpollConnection(this, descriptor, NativeInetAddress.address(peer, offset, length), reads);
    }
}
