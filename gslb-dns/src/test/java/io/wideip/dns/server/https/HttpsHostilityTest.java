package io.wideip.dns.server.https;

import static io.wideip.dns.server.https.Http2Peer.head;
import static io.wideip.dns.server.https.HttpsSite.DESK;
import static io.wideip.dns.server.https.HttpsSite.LARGE;
import static io.wideip.dns.server.https.HttpsSite.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import io.wideip.dns.server.https.Http2Peer.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What breaks HTTP/2, or abuses it, on one connection without sockets and TLS. */
final class HttpsHostilityTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Http2Peer peer = new Http2Peer(DESK);

    @AfterEach
    void leavesNothingBehind() {
        peer.close();
        assertThat(peer.held()).isZero();
    }

    @Test
    void aFloodOfResetsEndsTheConnection() {
        peer.octets.preface();
        byte[] cancel = {0, 0, 0, 8};
        for (int stream = 1; stream < 2_000; stream += 2) {
            peer.octets.postHead(stream).frame(Http2Octets.RST_STREAM, 0, stream, cancel);
        }
        peer.assertEnds(peer.send(), Http2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void aFloodOfEmptyFramesEndsTheConnection() {
        peer.octets.preface().postHead(1);
        for (int i = 0; i < 100; i++) {
            peer.octets.frame(Http2Octets.DATA, 0, 1);
        }
        peer.assertEnds(peer.send(), Http2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void aFloodOfContinuationsEndsTheConnection() {
        peer.octets.preface().frame(Http2Octets.HEADERS, 0, 1, (byte) 0x82);
        for (int i = 0; i < 100; i++) {
            peer.octets.frame(Http2Octets.CONTINUATION, 0, 1);
        }
        peer.assertEnds(peer.send(), Http2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void whatIsNoHttp2EndsTheConnection() {
        peer.send("GET /dns-query HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        peer.after(MOMENT);
        assertThat(peer.isOpen()).isFalse();
    }

    @Test
    void mutatedStreamsEndInOrderOrAreAnswered() {
        byte[] stream = new Http2Octets()
                .preface(4, 100_000, 3, 50)
                .get(1, QUERY)
                .post(3, QUERY)
                .postHead(5)
                .frame(Http2Octets.DATA, 0, 5, QUERY)
                .frame(Http2Octets.PING, 0, 0, new byte[8])
                .frame(Http2Octets.RST_STREAM, 0, 5, new byte[4])
                .get(7, LARGE)
                .take();
        SplittableRandom random = new SplittableRandom(7);
        int answered = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] mutated = mutated(stream, random);
            Http2Peer client = new Http2Peer(DESK);
            int cut = random.nextInt(mutated.length + 1);
            int heads = Http2Peer.of(client.send(Arrays.copyOf(mutated, cut)), Http2Octets.HEADERS)
                    .size();
            heads += Http2Peer.of(client.send(Arrays.copyOfRange(mutated, cut, mutated.length)), Http2Octets.HEADERS)
                    .size();
            answered += heads > 0 ? 1 : 0;
            client.close();
            assertThat(client.held()).as("held after stream %d", i).isZero();
        }
        assertThat(answered).isBetween(1_000, 2_999);
        List<Frame> frames = peer.exchange(peer.octets.preface().get(1, QUERY));
        assertThat(head(frames, 1).status()).hasToString("200");
    }

    private static byte[] mutated(byte[] stream, SplittableRandom random) {
        byte[] mutated = stream.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length)) : mutated;
    }
}
