package io.wideip.app.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wideip.app.json.JsonMapping;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** HTTP to one server by whatever way it is reached: the JDK's client knows no unix sockets. One connection a request. */
final class HttpClient implements AutoCloseable {
    private static final int LONGEST_BODY = 64 << 20;
    private static final int CONNECT_MILLIS = 5_000;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("client", true), NioIoHandler.newFactory());
    private final ClientTrust trust;
    private final Duration patience;

    HttpClient(ClientTrust trust, Duration patience) {
        this.trust = trust;
        this.patience = patience;
    }

    record Response(int status, byte[] body) {}

    CompletableFuture<Response> send(ServerAddress server, ServerRequest request) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        @Nullable SslContext tls;
        try {
            tls = server.tls() ? trust.context() : null;
        } catch (SSLException failure) {
            return CompletableFuture.failedFuture(failure);
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(
                        server.socket() instanceof UnixDomainSocketAddress
                                ? NioDomainSocketChannel.class
                                : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null && server.socket() instanceof InetSocketAddress address) {
                            channel.pipeline()
                                    .addLast(tls.newHandler(
                                            channel.alloc(), address.getHostString(), address.getPort()));
                        }
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_BODY))
                                .addLast(new Reader(response));
                    }
                });
        ChannelFuture connecting = bootstrap.connect(server.socket());
        connecting.addListener((ChannelFuture connected) -> {
            if (connected.isSuccess()) {
                connected.channel().writeAndFlush(http(server, request)).addListener(written -> {
                    if (!written.isSuccess()) {
                        response.completeExceptionally(written.cause());
                    }
                });
            } else {
                response.completeExceptionally(connected.cause());
            }
        });
        response.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((any, failure) -> connecting.channel().close());
        return response;
    }

    private FullHttpRequest http(ServerAddress server, ServerRequest request) {
        byte[] body = request.body() == null
                ? new byte[0]
                : JsonMapping.write(request.body()).getBytes(StandardCharsets.UTF_8);
        FullHttpRequest http = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                request.target(),
                Unpooled.wrappedBuffer(body));
        http.headers().set(HttpHeaderNames.HOST, server.host()).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (trust.token() != null && server.tls()) {
            http.headers().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + trust.token());
        }
        if (request.body() != null) {
            http.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return http;
    }

    /** For people. */
    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "no answer in time";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The one response. */
    private static final class Reader extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final CompletableFuture<Response> response;

        Reader(CompletableFuture<Response> response) {
            this.response = response;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse message) {
            response.complete(new Response(message.status().code(), ByteBufUtil.getBytes(message.content())));
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            response.completeExceptionally(new IOException("the connection was closed without an answer"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            response.completeExceptionally(cause);
            context.close();
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
