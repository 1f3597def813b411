package io.wideip.app.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.wideip.app.admin.Pages.Page;
import io.wideip.config.AddressText;
import io.wideip.dns.server.connection.Connection;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the connection's first request and closes. There is one request per connection, because the server would have
 * to hold a response for each request of a peer that sends many and reads nothing.
 */
final class OneRequest extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger("admin");

    /** After the response, what the peer still sends is read for so long: a close with unread input resets the connection. */
    private static final long LINGER_MILLIS = 500;

    private final Pages pages;
    private final Connection connection;
    private boolean answered;

    OneRequest(Pages pages, Connection connection) {
        this.pages = pages;
        this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (answered || !(part instanceof HttpRequest request)) {
            return;
        }
        answered = true;
        connection.busy(0);
        Page page = answer(request);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(page.status()),
                Unpooled.wrappedBuffer(page.body().getBytes(UTF_8)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set("X-Content-Type-Options", "nosniff");
        if (page.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()
                || HttpMethod.OPTIONS.equals(request.method())) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD, OPTIONS");
        }
        if (HttpMethod.HEAD.equals(request.method())) {
            response.content().clear();
        }
        context.writeAndFlush(response).addListener((ChannelFuture written) -> linger(context));
    }

    private Page answer(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return malformed(request.decoderResult().cause());
        }
        String path = RequestTarget.path(request.uri());
        boolean asksWhatIsAllowed = HttpMethod.OPTIONS.equals(request.method());
        if (asksWhatIsAllowed && path.equals(RequestTarget.SERVER)) {
            return Page.text(200, "");
        }
        Supplier<Page> page = pages.byPath().get(path);
        if (page == null) {
            return Page.text(404, "no such page; / lists them\n");
        }
        if (asksWhatIsAllowed) {
            return Page.text(200, "");
        }
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            return Page.text(405, "only GET, HEAD and OPTIONS\n");
        }
        try {
            return page.get();
        } catch (RuntimeException failure) {
            LOG.error("{} failed", path, failure);
            return Page.text(500, "failed; the log says why\n");
        }
    }

    private static Page malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Page.text(414, "the request's first line is too long\n");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Page.text(431, "the request's headers are too long\n");
        }
        return Page.text(400, "not an HTTP request\n");
    }

    private void linger(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            ((SocketChannel) context.channel()).shutdownOutput();
            // From here on it goes before those who wait for a response.
            connection.idle();
            context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (context.channel().remoteAddress() instanceof InetSocketAddress peer) {
            LOG.debug("connection from {} ended: {}", AddressText.of(peer), cause.toString());
        }
        context.close();
    }
}
