package io.wideip.prober.probe;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The attempt ends as soon as its outcome is certain: at the status if no text is expected, and
 * at the text itself if one is. Redirects are not followed: their own status is judged.
 */
final class HttpExchange extends SimpleChannelInboundHandler<HttpObject> {
    private static final int LONGEST_LINE = 4 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final int LARGEST_PIECE = 8 * 1024;

    private final Attempt attempt;
    private final WebCheck web;
    private final @Nullable BodySearch search;
    private boolean interim;
    private boolean answered;

    private HttpExchange(Attempt attempt, WebCheck web) {
        this.attempt = attempt;
        this.web = web;
        search = web.body() == null ? null : new BodySearch(web.body(), WebCheck.BODY_LIMIT);
    }

    /** Adds HTTP to the connection, above TLS if that is there, and sends the request. */
    static void start(Attempt attempt, Channel channel, WebCheck web, int defaultPort) {
        // A check is no validator: what browsers forgive in headers and line ends is forgiven here too.
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxChunkSize(LARGEST_PIECE)
                .setValidateHeaders(false)
                .setStrictLineParsing(false);
        channel.pipeline().addLast(new HttpClientCodec(config, false, false), new HttpExchange(attempt, web));
        HttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(web.method()), web.path(), Unpooled.EMPTY_BUFFER);
        request.headers()
                .set(HttpHeaderNames.HOST, web.hostHeader(attempt.target().host(), defaultPort))
                .set(HttpHeaderNames.USER_AGENT, "wideip")
                .set(HttpHeaderNames.ACCEPT, "*/*")
                .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            attempt.fail(malformed(part.decoderResult()));
        } else if (part instanceof HttpResponse response) {
            judgeStatus(response);
        } else if (part instanceof HttpContent content) {
            judgeBody(content);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        attempt.fail(answered ? cutOff() : "the connection was closed without an answer");
    }

    private void judgeStatus(HttpResponse response) {
        // 100 and its like precede the answer (RFC 9110 section 15.2); 101 is one, to a question that was not asked.
        interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && response.status().code() != 101;
        if (interim) {
            return;
        }
        answered = true;
        int status = response.status().code();
        if (!web.status().contains(status)) {
            attempt.fail("status " + status + ", expected " + web.status());
        } else if (search == null) {
            attempt.end(Outcome.SUCCESS);
        } else {
            attempt.expecting("the body lacks '" + web.body() + "', and did not end");
        }
    }

    private void judgeBody(HttpContent content) {
        if (interim || search == null) {
            return;
        }
        if (search.find(content.content())) {
            attempt.end(Outcome.SUCCESS);
        } else if (search.isAtLimit()) {
            attempt.fail("the body lacks '" + web.body() + "' in its first 64 KiB");
        } else if (content instanceof LastHttpContent) {
            attempt.fail("the body lacks '" + web.body() + "'");
        }
    }

    /** Never quotes the cause, which quotes the target. */
    private String malformed(DecoderResult result) {
        if (result.cause() instanceof TooLongFrameException) {
            return "the answer's status line is over 4 KiB or its headers are over 16 KiB";
        }
        if (result.cause() instanceof PrematureChannelClosureException) {
            return cutOff();
        }
        return answered ? "the answer's body is malformed" : "the answer is not HTTP/1";
    }

    private static String cutOff() {
        return "the connection was closed before the answer ended";
    }
}
