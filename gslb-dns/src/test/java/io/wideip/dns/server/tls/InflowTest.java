package io.wideip.dns.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.wideip.config.StreamLimits;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Connections;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/** A handshake whose arithmetic waits takes no more than it needs. */
final class InflowTest {
    private static final int SEGMENT = 4_096;

    @Test
    void whileAHandshakeWaitsReadingEndsAndWhatComesAllTheSameEndsTheConnection() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(false);
        SslHandler tls = new SslHandler(engine, task -> {});
        Connection connection = new Connections(StreamLimits.DEFAULT, System::nanoTime)
                .add(channel.eventLoop())
                .admit(channel, InetAddress.getLoopbackAddress(), false);
        channel.pipeline().addLast(new Inflow(tls, connection)).addLast(tls);
        channel.pipeline().fireChannelRead(hello());
        int taken = 0;
        for (; channel.config().isAutoRead(); taken += SEGMENT) {
            assertThat(taken).isLessThan(Inflow.MOST_IN_HANDSHAKE);
            channel.pipeline().fireChannelRead(segment());
        }
        assertThat(channel.isOpen()).isTrue();

        ByteBuf more = segment();
        channel.pipeline().fireChannelRead(more);
        assertThat(more.refCnt()).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    private static ByteBuf hello() throws Exception {
        SSLEngine client = SSLContext.getDefault().createSSLEngine("localhost", 853);
        client.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        return Unpooled.wrappedBuffer(hello.flip());
    }

    private static ByteBuf segment() {
        return Unpooled.buffer(SEGMENT).writeZero(SEGMENT);
    }
}
