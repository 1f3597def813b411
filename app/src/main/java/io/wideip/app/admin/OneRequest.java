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
import io.netty.util.concurrent.Future;
import io.wideip.app.admin.Pages.Page;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the connection's first request and closes. One request per connection, because a peer that sends many and reads
 * nothing would else make us hold a response for each.
 */
final class OneRequest extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger("admin");

    /** After the response, what the peer still sends is read for so long: a close with unread input resets the connection. */
    private static final long LINGER_MILLIS = 500;

    private final Pages pages;
    private final Duration patience;
    private boolean answered;
    private @Nullable Future<?> end;

    OneRequest(Pages pages, Duration patience) {
        this.pages = pages;
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        endAfter(context, patience.toMillis());
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelEnd();
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (answered || !(part instanceof HttpRequest request)) {
            return;
        }
        answered = true;
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
        if (page.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
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
        int query = request.uri().indexOf('?');
        String path = query < 0 ? request.uri() : request.uri().substring(0, query);
        Supplier<Page> page = pages.byPath().get(path);
        if (page == null) {
            return Page.text(404, "no such page; / lists them\n");
        }
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            return Page.text(405, "only GET and HEAD\n");
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
            endAfter(context, LINGER_MILLIS);
        }
    }

    private void endAfter(ChannelHandlerContext context, long millis) {
        cancelEnd();
        end = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
    }

    private void cancelEnd() {
        if (end != null) {
            end.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection from {} ended: {}", context.channel().remoteAddress(), cause.toString());
        context.close();
    }
}
