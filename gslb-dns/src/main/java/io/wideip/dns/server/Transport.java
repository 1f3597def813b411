package io.wideip.dns.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** What the machine offers for sockets: Linux's epoll, else what every JDK has. */
enum Transport {
    /** A socket for each event loop, between which the kernel spreads the clients; many packets a system call. */
    EPOLL,
    /** One socket for each address. */
    NIO;

    /** Packets read at one wake-up, and answered with one system call. More make the first wait. */
    private static final int BATCH = 64;

    private static final int LARGEST_QUERY = 1024;

    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory ioHandlers() {
        return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    boolean canShareAddress() {
        return this == EPOLL;
    }

    /** A UDP socket's settings, all but its handler. */
    Bootstrap datagrams() {
        Bootstrap bootstrap =
                new Bootstrap().option(ChannelOption.SO_RCVBUF, 4 << 20).option(ChannelOption.SO_SNDBUF, 4 << 20);
        if (this == NIO) {
            return bootstrap
                    .channel(NioDatagramChannel.class)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_QUERY));
        }
        // recvmmsg is used only where the buffer holds several payloads of a stated size.
        return bootstrap
                .channel(EpollDatagramChannel.class)
                .option(EpollChannelOption.SO_REUSEPORT, true)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST_QUERY)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(LARGEST_QUERY * BATCH).maxMessagesPerRead(BATCH));
    }

    /** A TCP listener's settings, all but its handlers. */
    ServerBootstrap streams() {
        return new ServerBootstrap()
                .channel(this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true);
    }
}
