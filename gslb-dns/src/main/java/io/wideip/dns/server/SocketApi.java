package io.wideip.dns.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.wideip.dns.server.epoll.EpollListener;
import io.wideip.dns.server.epoll.LastingEpoll;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.spi.SelectorProvider;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the machine offers for sockets: Linux's epoll, else what every JDK has. */
enum SocketApi {
    /** A socket for each event loop, between which the kernel spreads the clients; many packets a system call. */
    EPOLL,
    /** One socket for each address. */
    NIO;

    /** Octets read of a connection at a time. */
    private static final int STREAM_READ = 4096;

    /**
     * Octets of replies that the system takes before its client reads any. Left to itself, it takes megabytes for each connection
     * that was fast once, and its memory for all connections has an end.
     */
    private static final int STREAM_UNREAD = 65_536;

    /** By the numbers of Linux: level IPPROTO_IPV6, option IPV6_V6ONLY. */
    private static final IntegerUnixChannelOption IPV6_V6ONLY = new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

    /** By the numbers of Linux: IP_MTU_DISCOVER and IPV6_MTU_DISCOVER, of levels IPPROTO_IP and IPPROTO_IPV6. */
    private static final IntegerUnixChannelOption IP_MTU_DISCOVER =
            new IntegerUnixChannelOption("IP_MTU_DISCOVER", 0, 10);

    private static final IntegerUnixChannelOption IPV6_MTU_DISCOVER =
            new IntegerUnixChannelOption("IPV6_MTU_DISCOVER", 41, 23);
    /** IP_PMTUDISC_OMIT, of both. */
    private static final int OMIT = 5;

    /** By the numbers of Linux: level SOL_SOCKET, option SO_MEMINFO, nine counts of 32 bits (linux/sock_diag.h). */
    private static final RawUnixChannelOption MEMORY = new RawUnixChannelOption("SO_MEMINFO", 1, 55, 36);

    private static final int MEMORY_DROPS = 32;

    private static final Logger LOG = LoggerFactory.getLogger("dns");

    /**
     * Warns where Linux has to do without epoll: the library's native part may find no folder that it can be unpacked
     * to.
     */
    static SocketApi best() {
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
        return this == EPOLL ? LastingEpoll.newFactory() : NioIoHandler.newFactory();
    }

    boolean canShareAddress() {
        return this == EPOLL;
    }

    /** Whether a socket that is bound to a wildcard can tell which address a datagram was sent to. */
    boolean knowsAddressAsked(InetAddress wildcard) {
        // Netty asks the kernel for that of IPv4 only.
        return this == EPOLL && wildcard instanceof Inet4Address;
    }

    /** Whether a listener that is bound to a wildcard takes its own family alone, so that the other's can be there too. */
    boolean bindsOneFamily(InetAddress wildcard) {
        return this == EPOLL || wildcard instanceof Inet4Address;
    }

    /**
     * A UDP socket's settings, all but its handler.
     *
     * @param address an IPv4 one gets a socket of that family alone, which costs the kernel less than one of both
     * @param longest octets read of a datagram
     */
    Bootstrap datagrams(InetAddress address, int longest) {
        SocketProtocolFamily family = family(address);
        Bootstrap bootstrap =
                new Bootstrap().option(ChannelOption.SO_RCVBUF, 4 << 20).option(ChannelOption.SO_SNDBUF, 4 << 20);
        if (this == NIO) {
            return bootstrap
                    .channelFactory(() -> new NioDatagramChannel(family))
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(longest));
        }
        if (address.isAnyLocalAddress()) {
            bootstrap.option(EpollChannelOption.IP_RECVORIGDSTADDR, true);
        }
        // Forged ICMP could have replies go in fragments, which can be forged too (RFC 9715).
        bootstrap.option(address instanceof Inet4Address ? IP_MTU_DISCOVER : IPV6_MTU_DISCOVER, OMIT);
        // recvmmsg is used only where the buffer holds several payloads of a stated size.
        return bootstrap
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(EpollChannelOption.SO_REUSEPORT, true)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, longest)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new Batches(longest));
    }

    /**
     * A TCP listener's settings, all but its handlers.
     *
     * @param first false for those that share the address of another
     */
    ServerBootstrap streams(InetAddress address, boolean first) {
        SocketProtocolFamily family = family(address);
        ServerBootstrap bootstrap = new ServerBootstrap();
        if (this == EPOLL) {
            bootstrap.channelFactory(() -> new EpollListener(family, STREAM_READ, STREAM_UNREAD, first));
            return address instanceof Inet6Address ? bootstrap.option(IPV6_V6ONLY, 1) : bootstrap;
        }
        return bootstrap
                .channelFactory(() -> new NioServerSocketChannel(SelectorProvider.provider(), family))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 4096)
                // One read a turn, so that a client with much to ask does not hold up the others.
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(STREAM_READ).maxMessagesPerRead(1))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, STREAM_UNREAD);
    }

    /** Datagrams that the system has dropped at a socket since it was opened, as its buffer was full; 0 where nobody counts them. */
    long receiveDrops(Channel socket) {
        if (this == NIO || !socket.isOpen()) {
            return 0;
        }
        try {
            ByteBuffer counts = socket.config().getOption(MEMORY);
            return counts == null
                    ? 0
                    : Integer.toUnsignedLong(
                            counts.order(ByteOrder.nativeOrder()).getInt(MEMORY_DROPS));
        } catch (ChannelException closed) { // since it was asked whether it is open
            return 0;
        }
    }

    private static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }
}
