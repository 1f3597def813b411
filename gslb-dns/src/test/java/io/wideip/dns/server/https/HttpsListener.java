package io.wideip.dns.server.https;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.wideip.config.TlsFiles;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.tls.Alpn;
import io.wideip.dns.server.tls.TlsCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One event loop that serves DNS over HTTPS on loopback. */
final class HttpsListener implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final TlsCertificates certificates;
    private final Channel channel;

    HttpsListener(TlsFiles files, TestServer site, Duration idle, Duration message) throws IOException {
        certificates = TlsCertificates.open(files, Duration.ofMillis(50));
        HttpsService service = new HttpsService("/dns-query", idle, message);
        HttpsDesk desk = new HttpsDesk(site.responder(Carrier.HTTPS));
        channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(certificates.newHandler(Alpn.H2, connection.alloc(), message));
                        service.addTo(connection.pipeline(), desk, () -> LOOPBACK);
                    }
                })
                .bind(LOOPBACK, 0)
                .awaitUninterruptibly()
                .channel();
    }

    TlsCertificates certificates() {
        return certificates;
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        certificates.close();
    }
}
