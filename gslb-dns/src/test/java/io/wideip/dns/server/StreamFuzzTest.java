package io.wideip.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.ReplyCheck;
import io.wideip.dns.SampleSite;
import io.wideip.dns.SampleStreams;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.connection.Connection;
import io.wideip.dns.server.connection.Connections;
import io.wideip.dns.wire.ProxyHeaderReader;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a client cuts its stream, with a load balancer in front or without: each message has its reply, up to the first one that
 * deserves none, and no buffer is left behind.
 */
final class StreamFuzzTest {
    private static final TestServer SERVER = SampleSite.server();
    private static final BufferedResponder DESK = new BufferedResponder(SERVER.responder(Carrier.TCP));
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
    private static final byte[] PROXIED = {
        0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21, 0x11, 0, 12, 127, 0, 0, 9, 127, 0, 0,
        1, 0, 9, 0, 53
    };

    static Collection<byte[]> streams() {
        return SampleStreams.all();
    }

    static Stream<byte[]> proxiedStreams() {
        return streams().stream()
                .map(stream -> new Packet().octets(PROXIED).octets(stream).bytes());
    }

    @MethodSource("streams")
    @FuzzTest
    void anyStream(byte[] stream) {
        check(SampleStreams.messages(stream), replies(stream, false));
    }

    @MethodSource("proxiedStreams")
    @FuzzTest
    void anyStreamBehindAProxy(byte[] stream) {
        int header = new ProxyHeaderReader().read(stream, stream.length);
        List<byte[]> messages =
                header <= 0 ? List.of() : SampleStreams.messages(Arrays.copyOfRange(stream, header, stream.length));
        check(messages, replies(stream, true));
    }

    private static void check(List<byte[]> messages, List<byte[]> replies) {
        Iterator<byte[]> reply = replies.iterator();
        for (byte[] message : messages) {
            if (ReplyCheck.deservesNone(message)) {
                break;
            }
            assertThat(reply).hasNext();
            ReplyCheck.check(message, reply.next(), false);
        }
        assertThat(reply).isExhausted();
    }

    private static List<byte[]> replies(byte[] stream, boolean proxied) {
        // The same stream is always cut alike, so that what is found once is found again.
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(stream));
        int longest = 1 + random.nextInt(random.nextBoolean() ? 20 : stream.length + 1);
        EmbeddedChannel channel = new EmbeddedChannel();
        Connections connections = new Connections(StreamLimits.DEFAULT, System::nanoTime);
        Connection connection = connections.add(channel.eventLoop()).admit(channel, CLIENT, true);
        if (proxied) {
            channel.pipeline().addLast(new ProxyStreamHandler(connection));
        }
        channel.pipeline().addLast(new StreamHandler(DESK, connection));
        List<ByteBuf> segments = new ArrayList<>();
        for (int at = 0; at < stream.length && channel.isOpen(); ) {
            int length = Math.min(stream.length - at, 1 + random.nextInt(longest));
            segments.add(Unpooled.copiedBuffer(stream, at, length));
            channel.writeInbound(segments.get(segments.size() - 1));
            at += length;
        }
        List<byte[]> replies = SampleStreams.messages(written(channel));
        channel.finishAndReleaseAll();
        assertThat(segments).allSatisfy(segment -> assertThat(segment.refCnt()).isZero());
        assertThat(connections.open()).isZero();
        return replies;
    }

    private static byte[] written(EmbeddedChannel channel) {
        Packet all = new Packet();
        for (ByteBuf written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            all.octets(ByteBufUtil.getBytes(written));
            written.release();
        }
        return all.bytes();
    }
}
