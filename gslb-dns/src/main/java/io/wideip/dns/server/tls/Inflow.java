package io.wideip.dns.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;

/**
 * Stands between a socket and its {@link SslHandler}, which keeps all that it is given while a handshake's arithmetic waits for a
 * thread, and all that comes behind the client's close_notify. A client could fill the memory with either.
 */
public final class Inflow extends ChannelDuplexHandler {
    /** Octets until a handshake has ended. None needs as many, so what is left is there when it has. */
    static final int MOST_IN_HANDSHAKE = 65_536;

    private final SslHandler tls;
    private int octets;
    private boolean stopped;

    /** @param tls the next handler of the pipeline */
    public Inflow(SslHandler tls) {
        this.tls = tls;
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
                // Netty reads a socket to its end, whatever autoRead says, once its client has no more to send.
                read.release();
                context.close();
                return;
            }
            octets += read.readableBytes();
            if (octets >= MOST_IN_HANDSHAKE) {
                stop(context);
            }
        }
        context.fireChannelRead(read);
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
