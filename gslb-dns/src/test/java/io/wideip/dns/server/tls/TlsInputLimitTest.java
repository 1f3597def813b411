package io.wideip.dns.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.wideip.config.StreamLimits;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.server.connection.LoopConnections;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

final class TlsInputLimitTest {
    private static final int SEGMENT = 4_096;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Connections connections = new Connections(StreamLimits.DEFAULT, System::nanoTime);
    private final LoopConnections loop = connections.add(channel.eventLoop());
    private final Connection connection = loop.admit(channel, InetAddress.getLoopbackAddress(), false);

    private void encrypt(SSLEngine engine, Executor arithmetic) {
        engine.setUseClientMode(false);
        TlsHandler tls = new TlsHandler(engine, arithmetic);
        channel.pipeline().addLast(new TlsInputLimit(tls, connection)).addLast(tls);
    }

    private void encryptWithoutArithmetic() throws Exception {
        encrypt(SSLContext.getDefault().createSSLEngine(), task -> {});
    }

    @Test
    void whileAHandshakeWaitsReadingEndsAndWhatComesAllTheSameEndsTheConnection() throws Exception {
        encryptWithoutArithmetic();
        channel.pipeline().fireChannelRead(hello());
        int taken = 0;
        for (; channel.config().isAutoRead(); taken += SEGMENT) {
            assertThat(taken).isLessThan(TlsInputLimit.MOST_IN_HANDSHAKE);
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
        encryptWithoutArithmetic();
        assertThat(connection.isBusy()).isFalse();
        ByteBuf hello = hello();
        channel.pipeline().fireChannelRead(hello.readRetainedSlice(1));
        assertThat(connection.isBusy()).isTrue();
        hello.release();
    }

    @Test
    void whatIsAnsweredIsNotKept() throws Exception {
        TestCertificate certificate = TestCertificate.create();
        encrypt(
                SslContextBuilder.forServer(
                                certificate.bundle().getKeyPair().getPrivate(),
                                certificate.bundle().getCertificatePathWithRoot())
                        .build()
                        .newEngine(channel.alloc()),
                Runnable::run);
        SSLEngine engine = certificate.clients().createSSLEngine("localhost", 853);
        engine.setUseClientMode(true);
        SslHandler tls = new SslHandler(engine);
        EmbeddedChannel client = new EmbeddedChannel(tls);
        for (int flight = 0; flight < 10; flight++) {
            deliver(client, channel);
            deliver(channel, client);
        }
        assertThat(tls.handshakeFuture().isSuccess()).isTrue();

        client.writeOutbound(segment());
        deliver(client, channel);
        assertThat(connection.isBusy()).isTrue();
        channel.writeOutbound(segment());
        connection.idle();

        int ceiling = (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16);
        EmbeddedChannel other = new EmbeddedChannel();
        loop.admit(other, InetAddress.getLoopbackAddress(), false).busy(ceiling);
        assertThat(other.isOpen()).isTrue();
        client.finishAndReleaseAll();
        channel.finishAndReleaseAll();
    }

    private static void deliver(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        for (ByteBuf sent = from.readOutbound(); sent != null; sent = from.readOutbound()) {
            to.writeInbound(sent);
        }
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
