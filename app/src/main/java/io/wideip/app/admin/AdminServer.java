package io.wideip.app.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wideip.config.AddressText;
import io.wideip.config.AdminCredential;
import io.wideip.config.StreamLimits;
import io.wideip.config.TlsFiles;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import io.wideip.dns.server.tls.Alpn;
import io.wideip.dns.server.tls.TlsCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The admin HTTP: one thread for all connections, two for what takes long. The number of connections is bounded, by TCP and by the
 * unix socket each. When another one comes, the one that has been silent for longest goes. So a slow or hostile peer costs a bounded
 * amount of memory for a bounded time, and keeps nobody out. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {
    /** Connections at once. */
    public static final int MOST_CONNECTIONS = 64;

    private static final int LONGEST_FIRST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LARGEST_CHUNK = 8_192;
    /** Read at once: fewer requests than the 128 that the codec lets wait. */
    private static final int LARGEST_READ = 2_048;
    /** Looks for connections whose time is over, within the time that they have. */
    private static final int SWEEPS = 10;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int WORKERS = 2;
    private static final int MOST_WAITING = 32;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("admin", true), NioIoHandler.newFactory());
    private final EventLoop loop = loops.next();
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            new DefaultThreadFactory("admin-work", true));
    private final Duration patience;
    private final Dispatch dispatch;
    private final LargeBody largeBody = new LargeBody();
    private final List<Channel> listening = new ArrayList<>();
    private final List<TlsCertificates> certificates = new ArrayList<>();
    private @Nullable UnixSocketFile file;
    private boolean closed;

    /**
     * Serves nobody yet.
     *
     * @param patience for a request, and once more for its response; then the connection is closed
     * @param credentials those that count now, by which the service may be used over TLS
     */
    public AdminServer(
            Duration patience,
            Pages pages,
            Service service,
            Supplier<? extends List<? extends AdminCredential>> credentials) {
        this.patience = patience;
        dispatch = new Dispatch(pages, service, new Access(credentials));
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Binds and serves.
     *
     * @param listen port 0 takes a free one
     * @param tls for HTTPS, with a certificate that is read again when it changes; null for HTTP in the clear
     * @return the address bound, with the port in use
     * @throws IOException with a message for people, when the address can't be bound
     */
    public synchronized InetSocketAddress listen(InetSocketAddress listen, @Nullable TlsFiles tls) throws IOException {
        TlsCertificates opened = tls == null ? null : TlsCertificates.open(tls, POLL);
        if (opened != null) {
            certificates.add(opened);
        }
        ServerBootstrap bootstrap =
                bootstrap(NioServerSocketChannel.class, opened).option(ChannelOption.SO_REUSEADDR, true);
        return (InetSocketAddress) bind(bootstrap, listen, "the admin address " + AddressText.of(listen))
                .localAddress();
    }

    /**
     * Serves by a unix socket, which replaces one that a server before has left.
     *
     * @throws IOException with a message for people, when there can't be one
     */
    public synchronized void listen(Path socket) throws IOException {
        UnixSocketFile made = new UnixSocketFile(socket);
        made.bind(address ->
                bind(bootstrap(NioServerDomainSocketChannel.class, null), address, "the unix socket " + socket));
        file = made;
    }

    private ServerBootstrap bootstrap(Class<? extends ServerChannel> type, @Nullable TlsCertificates tls) {
        LoopConnections connections = connections();
        return new ServerBootstrap()
                .group(loops)
                .channel(type)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_READ))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        // Not limited by client: all may come from one load balancer, or over loopback.
                        Connection one = connections.admit(channel, peer(channel), false);
                        if (tls != null) {
                            tls.addTo(channel.pipeline(), Alpn.HTTP1, one, patience);
                        }
                        channel.pipeline()
                                .addLast(new HttpServerCodec(LONGEST_FIRST_LINE, LONGEST_HEADERS, LARGEST_CHUNK))
                                .addLast(new FlowControlHandler())
                                .addLast(new AdminConnection(dispatch, one, workers, largeBody, patience.dividedBy(2)));
                    }
                });
    }

    private static InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer
                ? peer.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private Channel bind(ServerBootstrap bootstrap, SocketAddress address, String what) throws IOException {
        try {
            Channel channel = bootstrap.bind(address).syncUninterruptibly().channel();
            channel.pipeline().addLast(new FailedAccepts(System::nanoTime));
            listening.add(channel);
            return channel;
        } catch (UnsupportedAddressTypeException failure) {
            throw new IOException(what + " can't be bound: this machine has no IPv6; write an IPv4 one", failure);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Exception failure) { // Netty throws the bind's own checked exception unchecked
            throw new IOException(what + " can't be bound: " + failure.getMessage(), failure);
        }
    }

    private LoopConnections connections() {
        StreamLimits limits = new StreamLimits(MOST_CONNECTIONS, MOST_CONNECTIONS, patience, patience);
        LoopConnections connections = new Connections(limits, System::nanoTime).add(loop);
        long pause = patience.toMillis() / SWEEPS;
        loop.scheduleWithFixedDelay(connections::sweep, pause, pause, TimeUnit.MILLISECONDS);
        return connections;
    }

    /** Stops accepting and closes what is open. What is at work goes on, and nobody is told how it ended. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        listening.forEach(channel -> channel.close().syncUninterruptibly());
        if (file != null) {
            file.delete();
        }
        workers.shutdown();
        certificates.forEach(TlsCertificates::close);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
