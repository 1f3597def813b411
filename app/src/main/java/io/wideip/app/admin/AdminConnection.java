package io.wideip.app.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.wideip.app.admin.Pages.Page;
import io.wideip.config.AddressText;
import io.wideip.dns.server.connection.Connection;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, one after the other: the next one is read only when the response before is with the
 * system. So a peer that sends many and reads nothing costs no more than one response.
 */
final class AdminConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger("admin");

    /** After the last response, what the peer still sends is read for so long: a close with unread input resets the connection. */
    private static final long LINGER_MILLIS = 500;

    /** Of a large body each piece of so many octets has the time of a request. */
    private static final int PIECE = 1 << 20;

    private final Dispatch dispatch;
    private final Connection connection;
    private final Executor workers;
    private final LargeBody largeBody;
    /** While an action is at work, the connection's time begins anew this often. */
    private final Duration pulse;

    private @Nullable Running running;
    private boolean wants;
    private boolean lasts;
    private boolean over;

    /** A request whose response is not written yet. */
    private static final class Running {
        final HttpRequest request;
        final Service.Action action;
        final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
        boolean isAtWork;

        Running(HttpRequest request, Service.Action action) {
            this.request = request;
            this.action = action;
        }
    }

    AdminConnection(Dispatch dispatch, Connection connection, Executor workers, LargeBody largeBody, Duration pulse) {
        this.largeBody = largeBody;
        this.dispatch = dispatch;
        this.connection = connection;
        this.workers = workers;
        this.pulse = pulse;
    }

    private void want(ChannelHandlerContext context) {
        wants = true;
        context.read();
    }

    /** What was read may have been no whole message. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (wants) {
            context.read();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        want(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        wants = false;
        try {
            if (over) {
                want(context);
            } else if (message instanceof HttpRequest request) {
                head(context, request);
            } else if (message instanceof HttpContent content) {
                content(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(ChannelHandlerContext context, HttpRequest request) {
        connection.busy(0);
        boolean hasBody = HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
        lasts = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        Dispatch.Decision decision = dispatch.decide(request, context.channel());
        if (decision instanceof Dispatch.Response response) {
            lasts &= !hasBody;
            respond(context, request, response.page());
            return;
        }
        Service.Action action = ((Dispatch.Run) decision).action();
        running = new Running(request, action);
        if (HttpUtil.getContentLength(request, 0L) > action.longestBody()) {
            tooLarge(context, running);
        } else if (!largeBody.takes(running, HttpUtil.getContentLength(request, 0L))) {
            another(context, running);
        } else {
            if (HttpUtil.is100ContinueExpected(request)) {
                context.write(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
                context.flush();
            }
            want(context);
        }
    }

    private void content(ChannelHandlerContext context, HttpContent content) {
        Running request = running;
        if (request == null) { // The end of a request that is answered already.
            want(context);
            return;
        }
        ByteBuf octets = content.content();
        if (content.decoderResult().isFailure()) {
            lasts = false;
            respond(context, request.request, ErrorPage.of(400, "malformed", "the body is no body of HTTP"));
        } else if (request.body.size() + octets.readableBytes() > request.action.longestBody()) {
            tooLarge(context, request);
        } else if (!largeBody.takes(request, request.body.size() + octets.readableBytes())) {
            another(context, request);
        } else {
            byte[] some = new byte[octets.readableBytes()];
            octets.readBytes(some);
            int pieces = request.body.size() / PIECE;
            request.body.write(some, 0, some.length);
            if (request.body.size() / PIECE > pieces) {
                connection.busy(request.body.size());
            } else {
                connection.holding(request.body.size());
            }
            if (content instanceof LastHttpContent) {
                run(context, request);
            } else {
                want(context);
            }
        }
    }

    private void tooLarge(ChannelHandlerContext context, Running request) {
        lasts = false;
        int most = request.action.longestBody();
        respond(
                context,
                request.request,
                ErrorPage.of(
                        413, "tooLarge", most == 0 ? "this takes no body" : "the body may have " + most + " octets"));
    }

    private void another(ChannelHandlerContext context, Running request) {
        lasts = false;
        respond(
                context,
                request.request,
                ErrorPage.of(503, "busy", "another large request is at work: there is one at a time, ask again later"));
    }

    private void run(ChannelHandlerContext context, Running request) {
        request.isAtWork = true;
        long millis = pulse.toMillis();
        Future<?> beats = context.executor()
                .scheduleWithFixedDelay(
                        () -> connection.busy(request.body.size()), millis, millis, TimeUnit.MILLISECONDS);
        Runnable work = () -> {
            Page page = dispatch.run(request.request, context.channel(), request.action, request.body.toByteArray());
            context.executor().execute(() -> {
                beats.cancel(false);
                if (page.events() == null) {
                    respond(context, request.request, page);
                } else {
                    stream(context, request, page.events());
                }
            });
        };
        try {
            workers.execute(work);
        } catch (RejectedExecutionException full) {
            beats.cancel(false);
            respond(context, request.request, ErrorPage.of(503, "busy", "too many requests wait: ask again later"));
        }
    }

    /** Nothing else is answered by this connection. */
    private void stream(ChannelHandlerContext context, Running request, EventStream events) {
        running = null;
        over = true;
        new StreamedResponse(
                        context,
                        connection,
                        events,
                        () -> dispatch.decide(request.request, context.channel()) instanceof Dispatch.Run)
                .start(request.request.protocolVersion(), pulse);
        want(context);
    }

    private void respond(ChannelHandlerContext context, HttpRequest request, Page page) {
        if (running != null) {
            largeBody.leave(running);
            running = null;
        }
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(page.status()),
                Unpooled.wrappedBuffer(page.body().getBytes(UTF_8)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff");
        if (!page.allow().isEmpty()) {
            response.headers().set(HttpHeaderNames.ALLOW, page.allow());
        }
        if (page.status() == HttpResponseStatus.UNAUTHORIZED.code()) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (HttpMethod.HEAD.equals(request.method())) {
            response.content().clear();
        }
        boolean more = lasts;
        over = !more;
        if (over || !request.protocolVersion().isKeepAliveDefault()) {
            response.headers()
                    .set(HttpHeaderNames.CONNECTION, more ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        }
        connection.busy(response.content().readableBytes());
        context.writeAndFlush(response).addListener((ChannelFuture written) -> {
            if (!context.channel().isActive()) {
                return;
            }
            connection.idle();
            if (!more) {
                linger(context);
            }
            want(context);
        });
    }

    private static void linger(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
        context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // What is at work has its body until it ends.
        if (running != null && !running.isAtWork) {
            largeBody.leave(running);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (context.channel().remoteAddress() instanceof InetSocketAddress peer) {
            LOG.debug("connection from {} ended: {}", AddressText.of(peer), cause.toString());
        }
        context.close();
    }
}
