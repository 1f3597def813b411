package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.ReadFailures;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Answers UDP: one handler a socket. Replies leave together, a batch at a time. */
final class DatagramHandler extends ChannelInboundHandlerAdapter {
    private final DatagramResponder responder;
    private final ReadFailures failures;
    private @Nullable ChannelPromise refused;
    private int waiting;

    /** @param address of the socket */
    DatagramHandler(DatagramResponder responder, InetAddress address) {
        this.responder = responder;
        failures = new ReadFailures(address);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        refused = new RefusedReplies(context.channel(), responder);
    }

    /**
     * Is told what becomes of each reply, and counts those that the system refuses. It is never done itself: Netty's sockets only
     * try to make it so. So one serves all replies.
     */
    private static final class RefusedReplies extends DefaultChannelPromise {
        private final DatagramResponder responder;

        RefusedReplies(Channel channel, DatagramResponder responder) {
            super(channel);
            this.responder = responder;
        }

        @Override
        public boolean trySuccess(@Nullable Void sent) {
            return true;
        }

        @Override
        public boolean tryFailure(Throwable cause) {
            if (cause instanceof IOException) {
                responder.countDropped();
            } else {
                responder.countFailure(cause);
            }
            return true;
        }
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
                context.write(new DatagramPacket(out, packet.sender()), refused);
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

    /** An I/O exception is that of a read: {@link RefusedReplies} hears of the writes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException failure) {
            ReadPause.begin(context.channel(), failure, failures);
        } else {
            responder.countFailure(cause);
        }
        flush(context);
    }
}
