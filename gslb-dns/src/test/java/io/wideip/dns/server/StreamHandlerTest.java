package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.wideip.config.StreamLimits;
import io.wideip.dns.SampleSite;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.connection.Connections;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** What TLS may give at one wake-up: as many messages as one read held, and that the client has no more to send. */
final class StreamHandlerTest {
    private static final int SEGMENTS = 100;
    private static final int QUERIES = 100;

    private final TestServer server = SampleSite.server();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void muchAtOneWakeUpGetsOneTurnNowAndItsOtherAnswersLater() {
        Connections connections = new Connections(StreamLimits.DEFAULT, System::nanoTime);
        channel.pipeline()
                .addLast(new StreamHandler(
                        new BufferedResponder(server.responder(Carrier.TCP)),
                        connections.add(channel.eventLoop()).admit(channel, InetAddress.getLoopbackAddress(), true)));
        byte[] query = TestClients.framed(1);
        for (int i = 0; i < SEGMENTS; i++) {
            ByteBuf segment = Unpooled.buffer(QUERIES * query.length);
            for (int j = 0; j < QUERIES; j++) {
                segment.writeBytes(query);
            }
            channel.pipeline().fireChannelRead(segment);
        }
        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.pipeline().fireChannelReadComplete();
        channel.pipeline().fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
        channel.runPendingTasks();

        assertThat(replies()).isEqualTo(SEGMENTS * QUERIES);
        assertThat(channel.isOpen()).isFalse();
        assertThat(connections.open()).isZero();
    }

    private int replies() {
        int replies = 0;
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            for (; written.isReadable(); replies++) {
                written.skipBytes(written.readUnsignedShort());
            }
            written.release();
        }
        return replies;
    }
}
