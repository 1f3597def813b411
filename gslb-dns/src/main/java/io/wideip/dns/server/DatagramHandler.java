package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.wideip.dns.server.connection.Defects;
import io.wideip.dns.wire.ProxyHeaderReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Answers UDP: one handler a socket. Replies leave together, a batch at a time. */
final class DatagramHandler extends ChannelInboundHandlerAdapter {
    private final BufferedResponder buffered;
    private final Proxies proxies;
    private final ProxyHeaderReader header = new ProxyHeaderReader();
    private final LongAdder refusals;
    private int waiting;

    /** @param refusals counts what came without the PROXY header that is asked for */
    DatagramHandler(BufferedResponder buffered, Proxies proxies, LongAdder refusals) {
        this.buffered = buffered;
        this.proxies = proxies;
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            if (isStuck(context)) {
                buffered.counts.countDropped();
                return;
            }
            int reply = reply(packet.content(), packet.sender());
            if (reply > 0) {
                ByteBuf out = context.alloc().directBuffer(reply).writeBytes(buffered.reply, 0, reply);
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

    private int reply(ByteBuf content, InetSocketAddress sender) {
        if (sender.getPort() == 0) {
            // RFC 768: nobody there takes a reply.
            buffered.counts.countDropped();
            return 0;
        }
        InetAddress client = sender.getAddress();
        if (!proxies.isEmpty()) {
            client = behindProxy(content, client);
            if (client == null) {
                refusals.increment();
                return 0;
            }
        }
        int length = content.readableBytes();
        content.readBytes(buffered.query, 0, length);
        return buffered.responder.respond(buffered.query, length, client, buffered.reply);
    }

    /**
     * Takes the PROXY header off and gives the client that it names; null where there is none, or where the sender is
     * no proxy.
     */
    private @Nullable InetAddress behindProxy(ByteBuf content, InetAddress sender) {
        if (!proxies.contains(sender)) {
            return null;
        }
        int octets = Math.min(content.readableBytes(), ProxyHeaderReader.LONGEST);
        content.getBytes(content.readerIndex(), buffered.query, 0, octets);
        int length = header.read(buffered.query, octets);
        if (length <= 0) {
            return null;
        }
        content.skipBytes(length);
        InetAddress client = header.client();
        return client == null ? sender : client;
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
        if (Defects.tell(cause)) {
            buffered.counts.countDropped();
        }
        flush(context);
    }
}
