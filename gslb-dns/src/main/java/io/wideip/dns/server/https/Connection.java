package io.wideip.dns.server.https;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the exchanges of one HTTP/2 connection share; ends it when it has had none for long. */
final class Connection extends ChannelInboundHandlerAdapter {
    /** Octets of replies that a client has not yet taken; with more it gets no further ones. */
    private static final int MOST_UNREAD = 4 * 65_535;

    private final HttpsDesk desk;
    private final String path;
    private final InetAddress client;
    private final Duration idle;
    private final Duration message;
    private @Nullable ScheduledFuture<?> watch;
    private int open;
    private long lastEnd;
    private int unread;

    Connection(HttpsDesk desk, String path, InetAddress client, Duration idle, Duration message) {
        this.desk = desk;
        this.path = path;
        this.client = client;
        this.idle = idle;
        this.message = message;
    }

    HttpsDesk desk() {
        return desk;
    }

    String path() {
        return path;
    }

    InetAddress client() {
        return client;
    }

    /** How long an exchange may take. */
    Duration message() {
        return message;
    }

    ChannelHandler exchanges() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Exchange(Connection.this));
            }
        };
    }

    void begin() {
        open++;
    }

    void end(ChannelHandlerContext context) {
        open--;
        lastEnd = now(context);
    }

    boolean hasRoom() {
        return unread < MOST_UNREAD;
    }

    /** @param octets written, or (negative) taken by the client or dropped */
    void unread(int octets) {
        unread += octets;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        lastEnd = now(context);
        watch(context, idle.toNanos());
    }

    private void watch(ChannelHandlerContext context, long nanos) {
        watch = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        long left = open > 0 ? idle.toNanos() : lastEnd + idle.toNanos() - now(context);
        if (left > 0) {
            watch(context, left);
        } else {
            context.close();
        }
    }

    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (watch != null) {
            watch.cancel(false);
        }
    }

    /** Pings, settings: the codec has seen to them. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        ReferenceCountUtil.release(frame);
    }

    /** Reset, or what is no HTTP/2. Of the latter the codec tells the client why, and ends the connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof Http2Exception)) {
            context.close();
        }
    }
}
