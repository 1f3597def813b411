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
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the machine offers for sockets: Linux's epoll, else what every JDK has. */
enum Transport {
    /** A socket for each event loop, between which the kernel spreads the clients; many packets a system call. */
    EPOLL,
    /** One socket for each address. */
    NIO;

    /** Packets read with one system call, and answered with one. More make the first wait. */
    static final int BATCH = 64;

    /** Batches read at one wake-up, while there are any. More make other sockets of the event loop wait. */
    private static final int BATCHES = 4;

    private static final int LARGEST_QUERY = 1024;
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    /** Says so where Linux has to do without epoll: the library's native part may find no folder that it can be unpacked to. */
    static Transport best() {
        if (Epoll.isAvailable()) {
            return EPOLL;
        }
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            LOG.warn(
                    "epoll can't be used, so queries cost more: {} (is the folder of java.io.tmpdir writable?)",
                    String.valueOf(Epoll.unavailabilityCause().getMessage()));
        }
        return NIO;
    }

    IoHandlerFactory ioHandlers() {
        return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    boolean canShareAddress() {
        return this == EPOLL;
    }

    /**
     * A UDP socket's settings, all but its handler.
     *
     * @param address an IPv4 one gets a socket of that family alone, which costs the kernel less than one of both
     */
    Bootstrap datagrams(InetSocketAddress address) {
        SocketProtocolFamily family =
                address.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        Bootstrap bootstrap =
                new Bootstrap().option(ChannelOption.SO_RCVBUF, 4 << 20).option(ChannelOption.SO_SNDBUF, 4 << 20);
        if (this == NIO) {
            return bootstrap
                    .channelFactory(() -> new NioDatagramChannel(family))
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_QUERY));
        }
        // recvmmsg is used only where the buffer holds several payloads of a stated size.
        return bootstrap
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(EpollChannelOption.SO_REUSEPORT, true)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST_QUERY)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(LARGEST_QUERY * BATCH).maxMessagesPerRead(BATCH * BATCHES));
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
