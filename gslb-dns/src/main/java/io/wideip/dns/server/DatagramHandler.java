package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.wideip.dns.engine.DatagramResponder;

/** Answers UDP: one handler a socket. Replies leave together, a batch at a time. */
final class DatagramHandler extends ChannelInboundHandlerAdapter {
    private final DatagramResponder responder;
    private int waiting;

    DatagramHandler(DatagramResponder responder) {
        this.responder = responder;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            if (isStuck(context)) {
                responder.countDropped();
                return;
            }
            ByteBuf content = packet.content();
            int length = Math.min(content.readableBytes(), responder.query().length);
            content.readBytes(responder.query(), 0, length);
            responder.sender().set(packet.sender().getAddress());
            int reply = responder.respond(length, packet.sender().getPort());
            if (reply > 0) {
                ByteBuf out = context.alloc().directBuffer(reply).writeBytes(responder.reply(), 0, reply);
                context.write(new DatagramPacket(out, packet.sender()), context.voidPromise());
                waiting++;
            }
            if (waiting == Batches.MOST) {
                flush(context);
            }
        } finally {
            packet.release();
        }
    }

    /** What the system does not take would wait here, more and more of it while clients go on asking. */
    private boolean isStuck(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            return false;
        }
        // It may be no more than this batch.
        flush(context);
        return !context.channel().isWritable();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush(context);
    }

    private void flush(ChannelHandlerContext context) {
        waiting = 0;
        context.flush();
    }

    /** A client that is gone (ICMP port unreachable) is no reason to stop serving the others. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        responder.countFailure(cause);
        flush(context);
    }
}
