package io.wideip.dns.server.https;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Ending;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.time.Duration;

/** What the exchanges of one HTTP/2 connection share. */
final class Http2Connection extends ChannelInboundHandlerAdapter {
    /** Octets of bodies and unread replies; with more, a client gets no further replies. */
    private static final int MOST_KEPT = 4 * Wire.LONGEST_MESSAGE;

    private final HttpsResponder responder;
    private final String path;
    private final Connection connection;
    private final Duration message;
    private int open;
    private int kept;
    /** Of {@link #kept}, what is of responses. */
    private int unread;

    Http2Connection(HttpsResponder responder, String path, Connection connection, Duration message) {
        this.responder = responder;
        this.path = path;
        this.connection = connection;
        this.message = message;
    }

    HttpsResponder responder() {
        return responder;
    }

    String path() {
        return path;
    }

    InetAddress client() {
        return connection.client();
    }

    /** How long an exchange may take. */
    Duration message() {
        return message;
    }

    ChannelHandler exchanges() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Exchange(Http2Connection.this));
            }
        };
    }

    void begin() {
        open++;
        if (open == 1) {
            stand();
        }
    }

    void end() {
        open--;
        stand();
    }

    boolean hasRoom() {
        return kept < MOST_KEPT;
    }

    /** @param octets more (or, negative, fewer) that are kept of a body that has come in part */
    void keep(int octets) {
        kept += octets;
        if (open > 0) {
            connection.holding(kept);
        }
    }

    /** @param octets of a response's body, until they are {@link #taken} or dropped */
    void sending(int octets) {
        unread += octets;
        keep(octets);
    }

    /** @param octets of a response's body that are with the system now */
    void taken(int octets) {
        dropped(octets);
        if (unread > 0) {
            connection.busy(kept);
        }
    }

    /** @param octets of a response's body that nobody gets any more */
    void dropped(int octets) {
        unread -= octets;
        kept -= octets;
        stand();
    }

    /**
     * Each exchange has its own deadline. The connection's deadline begins anew when an exchange begins after none, and
     * when one is done. It does not while there are responses that the client does not read: neither new requests nor
     * giving up some of them buys it time.
     */
    private void stand() {
        if (unread > 0) {
            connection.holding(kept);
        } else if (open > 0) {
            connection.busy(kept);
        } else {
            connection.idle();
        }
    }

    /** Pings, settings: the codec has seen to them. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        ReferenceCountUtil.release(frame);
    }

    /** The client has said good-bye to TLS, and can't ask any more. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            context.close();
        }
        context.fireUserEventTriggered(event);
    }

    /** Reset, or what is no HTTP/2. Of the latter the codec tells the client why, and ends the connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2Exception) {
            connection.ending(Ending.GARBAGE);
        } else {
            connection.failed(cause);
            context.close();
        }
    }
}
