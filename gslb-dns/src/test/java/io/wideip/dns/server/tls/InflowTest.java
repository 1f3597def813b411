package io.wideip.dns.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wideip.config.StreamLimits;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handshake's arithmetic waits for ever. */
final class InflowTest {
    private static final int SEGMENT = 4_096;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Connections connections = new Connections(StreamLimits.DEFAULT, System::nanoTime);
    private final LoopConnections loop = connections.add(channel.eventLoop());
    private final Connection connection = loop.admit(channel, InetAddress.getLoopbackAddress(), false);

    @BeforeEach
    void encrypt() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(false);
        TlsHandler tls = new TlsHandler(engine, task -> {});
        channel.pipeline().addLast(new Inflow(tls, connection)).addLast(tls);
    }

    @Test
    void whileAHandshakeWaitsReadingEndsAndWhatComesAllTheSameEndsTheConnection() throws Exception {
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

    @Test
    void halfARecordHasTheTimeOfAMessage() throws Exception {
        assertThat(connection.isBusy()).isFalse();
        ByteBuf hello = hello();
        channel.pipeline().fireChannelRead(hello.readRetainedSlice(1));
        assertThat(connection.isBusy()).isTrue();
        channel.pipeline().fireChannelRead(hello);
        assertThat(connection.isBusy()).isFalse();
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
