package io.wideip.dns.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Ending;
import io.wideip.dns.wire.ProxyHeaderReader;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Takes the PROXY header off the front of a connection and keeps the client that it names. Then it leaves the pipeline.
 */
final class ProxyStreamHandler extends ChannelInboundHandlerAdapter {
    private static final int USUAL = 64;

    private final Connection connection;
    private byte[] octets = new byte[USUAL];
    private int count;

    ProxyStreamHandler(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf input = (ByteBuf) message;
        int taken = Math.min(input.readableBytes(), ProxyHeaderReader.LONGEST - count);
        if (count + taken > octets.length) {
            octets = Arrays.copyOf(octets, count + taken);
        }
        input.getBytes(input.readerIndex(), octets, count, taken);
        ProxyHeaderReader header = new ProxyHeaderReader();
        int length = header.read(octets, count + taken);
        if (length == ProxyHeaderReader.INCOMPLETE) {
            count += taken;
            connection.holding(octets.length);
            input.release();
            return;
        }
        if (length == ProxyHeaderReader.MALFORMED) {
            input.release();
            connection.end(Ending.PROXY);
            return;
        }
        InetAddress client = header.client();
        if (client != null) {
            connection.client(client);
        }
        input.skipBytes(length - count);
        if (input.isReadable()) {
            context.fireChannelRead(input);
        } else {
            input.release();
            connection.idle();
        }
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
