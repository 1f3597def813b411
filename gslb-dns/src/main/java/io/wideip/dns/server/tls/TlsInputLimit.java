package io.wideip.dns.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Ending;

/**
 * Stands between a socket and its {@link SslHandler}, and bounds what a client can make that handler keep: its input
 * while a handshake's arithmetic waits for a thread; what comes after the client's close_notify; and the handler's
 * replies when a client asks for new keys, which it may do as often as it likes. Each of them could fill the memory. Of
 * all else it tells the {@link Connection} how much TLS, and HTTP/2 after it, may keep.
 */
final class TlsInputLimit extends ChannelDuplexHandler {
    /** No handshake needs as many octets. The rest stays in the socket until the handshake has ended. */
    static final int MOST_IN_HANDSHAKE = 65_536;

    /**
     * As many octets may come from a client that does not read its replies. Its handler has stopped reading long
     * before.
     */
    private static final int MOST_UNREAD = 65_536;

    /** What a socket's octets are read into. */
    private static final int BUFFER = 4_096;

    private final TlsHandler tls;
    private final Connection connection;
    private int inHandshake;
    private int sinceUnread;
    /** TLS and HTTP/2 can keep no more than what came since the last reply. */
    private int sinceReply;

    private int told;
    private boolean stopped;

    /** @param tls the next handler of the pipeline */
    TlsInputLimit(TlsHandler tls, Connection connection) {
        this.tls = tls;
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        if (tls.sslCloseFuture().isDone()) {
            // RFC 8446 section 6.1: "Any data received after a closure alert has been received MUST be ignored."
            read.release();
            return;
        }
        if (!tls.handshakeFuture().isDone()) {
            if (stopped) {
                // Netty reads a socket to its end, whatever autoRead says, once its client has reset it.
                read.release();
                context.close();
                return;
            }
            inHandshake += read.readableBytes();
            if (inHandshake >= MOST_IN_HANDSHAKE) {
                stop(context);
            }
        } else if (context.channel().isWritable()) {
            sinceUnread = 0;
        } else {
            sinceUnread += read.readableBytes();
            if (sinceUnread > MOST_UNREAD) {
                read.release();
                connection.ending(Ending.SLOW);
                connection.resetOnClose();
                context.close();
                return;
            }
        }
        sinceReply = Math.min(MOST_UNREAD, sinceReply + read.readableBytes());
        context.fireChannelRead(read);
        tell();
    }

    /** A buffer stays whole while one octet of it is kept. */
    private void tell() {
        int octets = tls.handshakeFuture().isDone() ? sinceReply : inHandshake;
        int kept = octets + (tls.keepsInput() ? BUFFER : 0);
        if (kept != told) {
            told = kept;
            connection.arriving(kept);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        sinceReply = 0;
        if (told > 0) {
            tell();
        }
        context.write(message, promise);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        tls.handshakeFuture().addListener(ended -> {
            sinceReply = 0;
            tell();
        });
    }

    private void stop(ChannelHandlerContext context) {
        stopped = true;
        context.channel().config().setAutoRead(false);
        tls.handshakeFuture().addListener(ended -> {
            stopped = false;
            context.channel().config().setAutoRead(true);
        });
    }

    /** {@link SslHandler} asks for more whenever it has nothing to pass on. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (!stopped) {
            context.read();
        }
    }
}
