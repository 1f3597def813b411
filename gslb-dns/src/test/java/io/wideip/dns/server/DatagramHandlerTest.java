package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.wideip.dns.SampleSite;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.Responder;
import io.wideip.dns.engine.DatagramResponder;
import io.wideip.dns.engine.Proxies;
import io.wideip.dns.engine.ReadFailures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DatagramHandlerTest {
    private final TestServer server = SampleSite.server();
    private final EmbeddedChannel channel = channel(server.responder(Carrier.UDP));

    private EmbeddedChannel channel(Responder responder) {
        return new EmbeddedChannel(new DatagramHandler(
                new DatagramResponder(responder, server.counts(), new Proxies(List.of()), new LongAdder()),
                TestClients.LOOPBACK));
    }

    @Test
    void whileTheSystemTakesNoRepliesNoneAreMade() {
        assertThat(ask()).isNotNull().satisfies(DatagramPacket::release);

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        assertThat(ask()).isNull();
        assertThat(server.counts().dropped()).isEqualTo(1);

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        assertThat(ask()).isNotNull().satisfies(DatagramPacket::release);
    }

    @Test
    void whatComesFromPort0HasNoReply() {
        assertThat(ask(0)).isNull();
        assertThat(server.counts().dropped()).isEqualTo(1);
    }

    /** What is said of it is in {@code DefectsTest}. */
    @Test
    void anExceptionIsCountedEachTime() {
        EmbeddedChannel broken = channel(server.responder(Carrier.UDP, () -> {
            throw new IllegalStateException("no snapshot");
        }));
        assertThat(ask(broken, 5353)).isNull();
        assertThat(ask(broken, 5353)).isNull();
        assertThat(server.counts().dropped()).isEqualTo(2);
    }

    @Test
    void aReplyThatTheSystemRefusesIsCounted() {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object reply, ChannelPromise promise) {
                ReferenceCountUtil.release(reply);
                promise.tryFailure(new IOException("Operation not permitted"));
            }
        });
        assertThat(ask()).isNull();
        assertThat(ask()).isNull();
        assertThat(server.counts().dropped()).isEqualTo(2);
    }

    @Test
    void aReadThatFailsIsNotTriedAgainAtOnce() {
        channel.pipeline().fireExceptionCaught(new IOException("Cannot allocate memory"));
        assertThat(channel.config().isAutoRead()).isFalse();
        channel.advanceTimeBy(ReadFailures.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(server.counts().dropped()).isZero();
    }

    private @Nullable DatagramPacket ask() {
        return ask(5353);
    }

    private @Nullable DatagramPacket ask(int sourcePort) {
        return ask(channel, sourcePort);
    }

    private static @Nullable DatagramPacket ask(EmbeddedChannel channel, int sourcePort) {
        DatagramPacket query = new DatagramPacket(
                Unpooled.wrappedBuffer(TestClients.query(1)),
                new InetSocketAddress(TestClients.LOOPBACK, 53),
                new InetSocketAddress(TestClients.LOOPBACK, sourcePort));
        channel.writeInbound(query);
        assertThat(query.refCnt()).isZero();
        return channel.readOutbound();
    }
}
