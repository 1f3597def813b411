package io.wideip.dns.server.https;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannelOption;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.wideip.dns.defect.Defects;
import io.wideip.dns.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and its response, on a stream of its own. */
final class Exchange extends ChannelInboundHandlerAdapter {
    private final Http2Connection connection;
    private @Nullable ScheduledFuture<?> deadline;
    /** What has come of a POST's; null outside one. */
    private @Nullable ByteBuf body;

    private boolean headRead;
    private boolean requestEnded;

    Exchange(Http2Connection connection) {
        this.connection = connection;
    }

    /**
     * Octets of a body are given back to the flow-control windows when the exchange ends, not before: so a connection never has
     * more of them here than its one window of 65,535.
     */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setOption(Http2StreamChannelOption.AUTO_STREAM_FLOW_CONTROL, false);
        connection.begin();
        deadline = context.executor()
                .schedule(
                        () -> reset(context, Http2Error.CANCEL),
                        connection.message().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        dropBody();
        connection.end();
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof Http2HeadersFrame head) {
                requestEnded |= head.isEndStream();
                if (!headRead) {
                    headRead = true;
                    head(context, head.headers());
                } else if (body != null && requestEnded) { // Trailers.
                    answer(context, body);
                }
            } else if (frame instanceof Http2DataFrame data) {
                requestEnded |= data.isEndStream();
                if (body != null) {
                    body(context, body, data.content());
                }
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void head(ChannelHandlerContext context, Http2Headers head) {
        Request request = Request.read(head, connection.path());
        if (request instanceof Request.Refused refused) {
            refuse(context, refused.refusal(), !"HEAD".equals(String.valueOf(head.method())));
        } else if (!connection.hasRoom()) {
            // RFC 9113 section 8.7: nothing was done, so the client may ask again.
            reset(context, Http2Error.REFUSED_STREAM);
        } else if (request instanceof Request.Get get) {
            respond(context, connection.responder().reply(get.message(), connection.client()), get.wantsBody());
        } else if (requestEnded) {
            refuse(context, HttpRefusal.NO_QUERY, true);
        } else {
            body = Unpooled.EMPTY_BUFFER;
        }
    }

    private void body(ChannelHandlerContext context, ByteBuf before, ByteBuf more) {
        int length = before.readableBytes() + more.readableBytes();
        // A full window that is not the end: the client could never send that.
        if (length > Wire.LONGEST_MESSAGE || length == Wire.LONGEST_MESSAGE && !requestEnded) {
            dropBody();
            refuse(context, HttpRefusal.TOO_LARGE, true);
        } else if (requestEnded && !before.isReadable()) {
            answer(context, more);
        } else if (requestEnded) {
            connection.keep(more.readableBytes());
            answer(context, before.writeBytes(more));
        } else if (more.isReadable()) {
            connection.keep(more.readableBytes());
            body = (before.isReadable()
                            ? before
                            : context.channel().parent().alloc().heapBuffer(length))
                    .writeBytes(more);
        }
    }

    private void answer(ChannelHandlerContext context, ByteBuf message) {
        byte[] reply = connection.responder().reply(message, connection.client());
        dropBody();
        respond(context, reply, true);
    }

    private void dropBody() {
        if (body != null) {
            connection.keep(-body.readableBytes());
            body.release();
            body = null;
        }
    }

    private void respond(ChannelHandlerContext context, byte[] reply, boolean withBody) {
        if (reply.length == 0) {
            refuse(context, HttpRefusal.NO_QUERY, withBody);
            return;
        }
        // Private: what one client is told depends on where it is, so a cache must not tell it to others.
        Http2Headers head = head(200, Request.DNS_MESSAGE, reply)
                .add(HttpHeaderNames.CACHE_CONTROL, "private, max-age=" + MaxAge.of(reply));
        write(context, head, reply, withBody);
    }

    private void refuse(ChannelHandlerContext context, HttpRefusal refusal, boolean withBody) {
        byte[] reason = (refusal.reason() + "\n").getBytes(StandardCharsets.US_ASCII);
        Http2Headers head = head(refusal.status(), "text/plain; charset=us-ascii", reason);
        if (refusal == HttpRefusal.OTHER_METHOD) {
            head.add(HttpHeaderNames.ALLOW, "GET, HEAD, POST");
        }
        write(context, head, reason, withBody);
    }

    private static Http2Headers head(int status, CharSequence type, byte[] body) {
        return new DefaultHttp2Headers(false)
                .status(Integer.toString(status))
                .add(HttpHeaderNames.CONTENT_TYPE, type)
                .add(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
    }

    private void write(ChannelHandlerContext context, Http2Headers head, byte[] body, boolean withBody) {
        ChannelFuture written = context.write(new DefaultHttp2HeadersFrame(head, !withBody));
        int octets = withBody ? body.length : 0;
        connection.sending(octets);
        if (withBody) {
            written = context.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
        }
        written.addListener(result -> {
            if (result.isSuccess()) {
                connection.taken(octets);
            } else {
                connection.dropped(octets);
            }
            if (!requestEnded) {
                // RFC 9113 section 8.1: the rest of the request is not wanted, and the response stands.
                reset(context, Http2Error.NO_ERROR);
            }
        });
        context.flush();
    }

    private static void reset(ChannelHandlerContext context, Http2Error error) {
        context.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    /** What is no HTTP/2, the codec resets itself, and says why. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof Http2Exception)) {
            Defects.tell(cause);
            context.close();
        }
    }
}
