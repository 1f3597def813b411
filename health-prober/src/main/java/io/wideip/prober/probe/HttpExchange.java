package io.wideip.prober.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The attempt ends as soon as its outcome is certain: at the status if no text is expected, and
 * at the text itself if one is. Redirects are not followed: their own status is judged.
 */
final class HttpExchange extends SimpleChannelInboundHandler<Object> {
    private static final String CUT_OFF = "the connection was closed before the answer ended";

    private final ProbeConnection connection;
    private final WebCheck web;
    private final HttpHeadDecoder decoder = new HttpHeadDecoder();
    private final @Nullable BodySearch search;
    private @Nullable HttpBody body;

    private HttpExchange(ProbeConnection connection, WebCheck web) {
        this.connection = connection;
        this.web = web;
        search = web.body() == null ? null : new BodySearch(web.body(), WebCheck.BODY_LIMIT);
    }

    /** Adds HTTP to the connection, above TLS if that is there, and sends the request. */
    static void start(ProbeConnection connection, WebCheck web, int defaultPort) {
        Channel channel = connection.channel();
        HttpExchange exchange = new HttpExchange(connection, web);
        channel.pipeline().addLast(new HttpRequestEncoder(), exchange.decoder, exchange);
        HttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(web.method()), web.path(), Unpooled.EMPTY_BUFFER);
        request.headers()
                .set(HttpHeaderNames.HOST, web.hostHeader(connection.target().host(), defaultPort))
                .set(HttpHeaderNames.USER_AGENT, "wideip")
                .set(HttpHeaderNames.ACCEPT, "*/*")
                .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(request).addListener(sent -> {
            // Told here, because the connection then only closes.
            if (sent.cause() != null && Reasons.errno(sent.cause()) != Errno.NONE) {
                connection.fail(sent.cause());
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpResponse response) {
            judgeHead(context, response);
        } else if (part instanceof ByteBuf piece && body != null && search != null) {
            body.take(piece, search);
            judgeBody(body, search);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (body == null) {
            connection.fail(Cause.CLOSED, "the connection was closed without an answer");
        } else if (body.endsWithConnection()) {
            failForBody("");
        } else {
            connection.fail(Cause.CLOSED, CUT_OFF);
        }
    }

    private void judgeHead(ChannelHandlerContext context, HttpResponse response) {
        @Nullable Throwable fault = response.decoderResult().cause();
        if (fault != null && !isForgiven(response, fault)) {
            failForHead(fault);
            return;
        }
        int status = response.status().code();
        // 100 and its like precede the answer (RFC 9110 section 15.2); 101 is one, to a question that was not asked.
        if (fault == null && response.status().codeClass() == HttpStatusClass.INFORMATIONAL && status != 101) {
            return;
        }
        if (!web.status().contains(status)) {
            connection.fail(Cause.STATUS, "status " + status + ", expected " + web.status());
        } else if (search == null) {
            connection.succeed();
        } else if (fault != null) {
            failForHead(fault);
        } else {
            beginBody(context, response, search);
        }
    }

    private void beginBody(ChannelHandlerContext context, HttpResponse response, BodySearch text) {
        connection.expecting(Stage.ANSWER, "the body lacks '" + web.body() + "', and did not end");
        body = framing(response);
        judgeBody(body, text);
        if (!connection.isEnded()) {
            // What it has read beyond the head comes as it is.
            context.pipeline().remove(decoder);
        }
    }

    private HttpBody framing(HttpResponse response) {
        int status = response.status().code();
        if (status == 204 || status == 304) {
            return HttpBody.ofLength(0);
        }
        if (decoder.isChunked()) {
            return HttpBody.chunked();
        }
        long length = HttpUtil.getContentLength(response, -1L);
        return length < 0 ? HttpBody.untilClosed() : HttpBody.ofLength(length);
    }

    private void judgeBody(HttpBody soFar, BodySearch text) {
        if (text.isFound()) {
            connection.succeed();
        } else if (text.isAtLimit()) {
            failForBody(" in its first 64 KiB");
        } else if (soFar.state() == HttpBody.State.ENDED) {
            failForBody("");
        } else if (soFar.state() == HttpBody.State.MALFORMED) {
            connection.fail(Cause.HTTP, "the answer's body is malformed: a chunk has no size");
        }
    }

    private void failForBody(String where) {
        connection.fail(Cause.BODY, "the body lacks '" + web.body() + "'" + where);
    }

    private void failForHead(Throwable fault) {
        if (fault instanceof TooLongFrameException) {
            connection.fail(Cause.HTTP, "the answer's status line is over 4 KiB or its headers are over 16 KiB");
        } else if (fault instanceof PrematureChannelClosureException) {
            connection.fail(Cause.CLOSED, CUT_OFF);
        } else {
            connection.fail(Cause.HTTP, "the answer is not HTTP/1: " + Reasons.message(fault));
        }
    }

    /** A status that could be read stands, whatever a header line after it may be. */
    private static boolean isForgiven(HttpResponse response, Throwable fault) {
        boolean madeUp = response instanceof FullHttpResponse;
        return !madeUp
                && !(fault instanceof TooLongFrameException)
                && !(fault instanceof PrematureChannelClosureException);
    }
}
