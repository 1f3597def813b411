package io.wideip.app.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The admin HTTP: one thread, one request per connection, a bounded number of connections, each with a time in which all
 * must be over. So a slow or hostile peer costs a bounded amount of memory for a bounded time. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {
    /** Connections at once; one more is closed unheard. */
    public static final int MOST_CONNECTIONS = 64;

    private static final int LONGEST_FIRST_LINE = 2_048;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LARGEST_CHUNK = 8_192;

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
     * @param patience from a connection's first moment until its response is out; then it is closed
     * @throws IOException with a message for people, when the address can't be bound
     */
    public static AdminServer start(InetSocketAddress listen, Duration patience, Pages pages) throws IOException {
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("admin", true), NioIoHandler.newFactory());
        AtomicInteger connections = new AtomicInteger();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
                            connections.decrementAndGet();
                            connection.close();
                            return;
                        }
                        connection.closeFuture().addListener(closed -> connections.decrementAndGet());
                        connection
                                .pipeline()
                                .addLast(new HttpRequestDecoder(LONGEST_FIRST_LINE, LONGEST_HEADERS, LARGEST_CHUNK))
                                .addLast(new HttpResponseEncoder())
                                .addLast(new OneRequest(pages, patience));
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
                    "the admin address " + Endpoint.text(listen) + " can't be bound: " + failure.getMessage(), failure);
        }
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
