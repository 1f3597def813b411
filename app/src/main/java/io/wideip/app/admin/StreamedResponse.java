package io.wideip.app.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import io.wideip.dns.server.connection.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Writes a stream of events to one connection, piece after piece. A piece that is not read in the time of a response costs the connection;
 * a heartbeat shows both sides that the other one is there. Belongs to the connection's event loop.
 */
final class StreamedResponse {
    /** A line that readers pass over (HTML, server-sent events). */
    private static final String HEARTBEAT = ":\n\n";

    /** Octets that the system keeps, by its own will some MiB: so a reader that does not read is found out soon. */
    private static final int MOST_IN_SYSTEM = 65_536;

    private final ChannelHandlerContext context;
    private final Connection connection;
    private final EventStream events;
    private final BooleanSupplier isStillAllowed;
    private final AtomicBoolean due = new AtomicBoolean();
    private boolean writing;

    /** @param isStillAllowed whether the peer may go on to read */
    StreamedResponse(
            ChannelHandlerContext context, Connection connection, EventStream events, BooleanSupplier isStillAllowed) {
        this.context = context;
        this.connection = connection;
        this.events = events;
        this.isStillAllowed = isStillAllowed;
    }

    /** @param pulse from one heartbeat to the next; shorter than the time of a response */
    void start(HttpVersion version, Duration pulse) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, EventStream.TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set("X-Content-Type-Options", "nosniff");
        HttpUtil.setTransferEncodingChunked(response, version.isKeepAliveDefault());
        try {
            context.channel().config().setOption(ChannelOption.SO_SNDBUF, MOST_IN_SYSTEM);
        } catch (ChannelException gone) {
            // Some systems refuse that where the peer has gone. The close is told of all the same.
        }
        events.follow(this::wake);
        long millis = pulse.toMillis();
        Future<?> beats = context.executor().scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> {
            beats.cancel(false);
            events.close();
        });
        context.write(response);
        write(HEARTBEAT);
    }

    /** On any thread. */
    private void wake() {
        if (due.compareAndSet(false, true)) {
            context.executor().execute(this::more);
        }
    }

    private void more() {
        due.set(false);
        if (!writing && context.channel().isActive()) {
            String next = events.next();
            if (!next.isEmpty()) {
                write(next);
            }
        }
    }

    private void beat() {
        if (!isStillAllowed.getAsBoolean()) {
            context.close();
        } else if (!writing) {
            write(HEARTBEAT);
        }
    }

    private void write(String text) {
        ByteBuf octets = Unpooled.wrappedBuffer(text.getBytes(UTF_8));
        writing = true;
        connection.busy(octets.readableBytes());
        context.writeAndFlush(new DefaultHttpContent(octets)).addListener((ChannelFuture written) -> {
            writing = false;
            if (written.isSuccess()) {
                connection.busy(0);
                more();
            }
        });
    }
}
