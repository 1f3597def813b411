package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Answers the queries of one TCP connection in their order (RFC 7766). All connections of an event loop share its responder and
 * its arrays. A client that does not read its replies is not read either.
 */
final class StreamHandler extends ChannelInboundHandlerAdapter {
    /** What an event loop has for all its connections. */
    static final class Desk {
        private final Responder responder;
        private final byte[] query = new byte[Wire.LONGEST_MESSAGE];
        private final byte[] reply = new byte[Wire.LONGEST_MESSAGE];

        Desk(Responder responder) {
            this.responder = responder;
        }
    }

    private final Desk desk;

    StreamHandler(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf frame = (ByteBuf) message;
        try {
            int length = frame.readableBytes();
            frame.readBytes(desk.query, 0, length);
            InetAddress client = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
            int replyLength = desk.responder.respond(desk.query, length, client, desk.reply);
            if (replyLength == 0) {
                // What was asked before has its replies.
                context.flush();
                context.close();
                return;
            }
            ByteBuf out = context.alloc().directBuffer(replyLength + 2);
            out.writeShort(replyLength).writeBytes(desk.reply, 0, replyLength);
            context.write(out, context.voidPromise());
        } finally {
            frame.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    /** Reset, or a frame that can't be: the connection ends, and nobody needs to hear of it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
