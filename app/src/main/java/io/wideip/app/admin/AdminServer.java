package io.wideip.app.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wideip.config.AddressText;
import io.wideip.config.StreamLimits;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The admin HTTP: one thread, one request per connection, a bounded number of connections. When another one comes, the
 * one that has been silent for longest goes. So a slow or hostile peer costs a bounded amount of memory for a bounded
 * time, and keeps nobody out. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {
    /** Connections at once. */
    public static final int MOST_CONNECTIONS = 64;

    private static final int LONGEST_FIRST_LINE = 2_048;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LARGEST_CHUNK = 8_192;
    /** Looks for connections whose time is over, within the time that they have. */
    private static final int SWEEPS = 10;

    private final EventLoopGroup loop;
    private final Channel channel;

    private AdminServer(EventLoopGroup loop, Channel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /**
     * Binds and serves.
     *
     * @param listen port 0 takes a free one
     * @param patience for a request, and once more for its response; then the connection is closed
     * @throws IOException with a message for people, when the address can't be bound
     */
    public static AdminServer start(InetSocketAddress listen, Duration patience, Pages pages) throws IOException {
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("admin", true), NioIoHandler.newFactory());
        LoopConnections connections = connections(loop.next(), patience);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        // Not limited by client: all may come from one load balancer, or over loopback.
                        Connection one = connections.admit(
                                connection, connection.remoteAddress().getAddress(), false);
                        connection
                                .pipeline()
                                .addLast(new HttpRequestDecoder(LONGEST_FIRST_LINE, LONGEST_HEADERS, LARGEST_CHUNK))
                                .addLast(new HttpResponseEncoder())
                                .addLast(new OneRequest(pages, one));
                    }
                });
        try {
            Channel channel = bootstrap.bind(listen).syncUninterruptibly().channel();
            channel.pipeline().addLast(new FailedAccepts(System::nanoTime));
            return new AdminServer(loop, channel);
        } catch (RuntimeException | Error failure) {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw failure;
        } catch (Exception failure) { // Netty throws the bind's own checked exception unchecked
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException(
                    "the admin address " + AddressText.of(listen) + " can't be bound: " + failure.getMessage(),
                    failure);
        }
    }

    private static LoopConnections connections(EventLoop loop, Duration patience) {
        StreamLimits limits = new StreamLimits(MOST_CONNECTIONS, MOST_CONNECTIONS, patience, patience);
        LoopConnections connections = new Connections(limits, System::nanoTime).add(loop);
        long pause = patience.toMillis() / SWEEPS;
        loop.scheduleWithFixedDelay(connections::sweep, pause, pause, TimeUnit.MILLISECONDS);
        return connections;
    }

    /** The address bound, with the port in use. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Stops accepting and closes what is open. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
