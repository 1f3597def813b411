package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.wire.Wire;

/** Answers UDP: one handler a socket. Replies leave together, a batch at a time. */
final class DatagramHandler extends ChannelInboundHandlerAdapter {
    private final Responder responder;
    private final byte[] query = new byte[Wire.LONGEST_MESSAGE];
    private final byte[] reply = new byte[Wire.EDNS_UDP_PAYLOAD];
    private int waiting;

    DatagramHandler(Responder responder) {
        this.responder = responder;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            ByteBuf content = packet.content();
            int length = content.readableBytes();
            content.getBytes(content.readerIndex(), query, 0, length);
            int replyLength = responder.respond(query, length, packet.sender().getAddress(), reply);
            if (replyLength > 0) {
                ByteBuf out = context.alloc().directBuffer(replyLength).writeBytes(reply, 0, replyLength);
                context.write(new DatagramPacket(out, packet.sender()), context.voidPromise());
                waiting++;
            }
            if (waiting == Transport.BATCH) {
                flush(context);
            }
        } finally {
            packet.release();
        }
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
        flush(context);
    }
}
