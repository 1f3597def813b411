package io.wideip.dns.server.https;

import static io.wideip.dns.server.https.Http2Peer.head;
import static io.wideip.dns.server.https.HttpsSite.DESK;
import static io.wideip.dns.server.https.HttpsSite.LARGE;
import static io.wideip.dns.server.https.HttpsSite.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import io.wideip.dns.server.https.Http2Peer.Frame;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one connection may hold, and for how long, without sockets and TLS. */
final class HttpsLimitsTest {
    private static final int WINDOW = 65_535;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Http2Peer peer = new Http2Peer(DESK);

    @AfterEach
    void leavesNothingBehind() {
        peer.close();
        assertThat(peer.held()).isZero();
    }

    @Test
    void aBodyThatFillsTheWindowWithoutEndingIsTooLarge() {
        peer.octets.preface().postHead(1);
        for (int left = WINDOW; left > 0; left -= 16_384) {
            peer.octets.frame(Http2Octets.DATA, 0, 1, new byte[Math.min(left, 16_384)]);
        }
        List<Frame> frames = peer.exchange(peer.octets);

        assertThat(head(frames, 1).status()).hasToString("413");
        // The response stands, and the rest of the request is not wanted (RFC 9113 section 8.1).
        assertThat(Http2Peer.of(frames, Http2Octets.RST_STREAM))
                .singleElement()
                .satisfies(reset -> assertThat(reset.error()).isEqualTo(Http2Error.NO_ERROR.code()));
        assertStillAnswers(3);
    }

    @Test
    void whatComesOfBodiesTogetherIsHeldToOneWindow() {
        peer.octets.preface();
        byte[] piece = new byte[8_000];
        int stream = 1;
        for (int sent = 0; sent + piece.length <= WINDOW; sent += piece.length) {
            peer.octets.postHead(stream).frame(Http2Octets.DATA, 0, stream, piece);
            stream += 2;
        }
        peer.send();
        assertThat(peer.held()).isBetween(64_000L, 200_000L);

        // More than the window: the client breaks the protocol.
        peer.octets.postHead(stream).frame(Http2Octets.DATA, 0, stream, piece);
        assertThat(Http2Peer.of(peer.send(), Http2Octets.RST_STREAM)).hasSize(1);
        assertThat(peer.held()).isLessThan(200_000);
    }

    @Test
    void theWindowIsGivenBackWhenRequestsEnd() {
        peer.octets.preface();
        byte[] padded = Arrays.copyOf(QUERY, 8_000);
        peer.send();
        for (int stream = 1; stream < 201; stream += 2) {
            List<Frame> frames = peer.exchange(peer.octets.post(stream, padded));
            assertThat(head(frames, stream).status()).hasToString("200");
        }
    }

    @Test
    void aLargeHeadIsTooLarge() {
        peer.octets
                .preface()
                .head(1, Http2Octets.END_STREAM, Http2Octets.head("GET").path("/dns-query?x=" + "y".repeat(8_192)));
        List<Frame> frames = peer.send();

        assertThat(head(frames, 1).status()).hasToString("431");
        assertStillAnswers(3);
    }

    @Test
    void aSlowBodyIsResetInTime() {
        peer.octets.preface().postHead(1).frame(Http2Octets.DATA, 0, 1, Arrays.copyOf(QUERY, 5));
        peer.send();
        assertThat(peer.after(Http2Peer.MESSAGE.minus(MOMENT))).isEmpty();
        // A little more does not buy it time.
        peer.octets.frame(Http2Octets.DATA, 0, 1, (byte) 0);
        peer.send();
        List<Frame> frames = peer.after(MOMENT);

        assertThat(Http2Peer.of(frames, Http2Octets.RST_STREAM).get(0).error()).isEqualTo(Http2Error.CANCEL.code());
        assertStillAnswers(3);
    }

    @Test
    void repliesThatNobodyReadsAreDroppedInTime() {
        // SETTINGS_INITIAL_WINDOW_SIZE of 0: heads may be sent, bodies may not.
        peer.octets.preface(4, 0);
        for (int stream = 1; stream < 21; stream += 2) {
            peer.octets.get(stream, LARGE);
        }
        List<Frame> frames = peer.send();
        assertThat(Http2Peer.of(frames, Http2Octets.DATA)).isEmpty();
        // Four and a bit fill what one connection may have unread; the others may be asked again.
        assertThat(Http2Peer.of(frames, Http2Octets.HEADERS)).hasSize(5);
        assertThat(Http2Peer.of(frames, Http2Octets.RST_STREAM))
                .hasSize(5)
                .allSatisfy(reset -> assertThat(reset.error()).isEqualTo(Http2Error.REFUSED_STREAM.code()));

        assertThat(Http2Peer.of(peer.after(Http2Peer.MESSAGE), Http2Octets.RST_STREAM))
                .hasSize(5)
                .allSatisfy(reset -> assertThat(reset.error()).isEqualTo(Http2Error.CANCEL.code()));
        // And they no longer count.
        peer.octets.get(21, LARGE);
        assertThat(Http2Peer.of(peer.send(), Http2Octets.HEADERS)).hasSize(1);
    }

    @Test
    void newRequestsBuyNoTimeForAConnectionThatLeavesItsRepliesUnread() {
        peer.octets.preface(4, 0).get(1, LARGE);
        peer.send();
        peer.after(Duration.ofSeconds(2));
        peer.octets.get(3, LARGE);
        peer.send();
        assertThat(peer.isOpen()).isTrue();
        // The first is given up after 3 s, and the second is not read either.
        peer.after(Duration.ofSeconds(2));
        assertThat(peer.isOpen()).isFalse();
    }

    @Test
    void moreStreamsThanAllowedAreRefused() {
        peer.octets.preface();
        for (int stream = 1; stream <= 201; stream += 2) {
            peer.octets.postHead(stream);
        }
        List<Frame> frames = peer.send();

        assertThat(Http2Peer.of(frames, Http2Octets.RST_STREAM)).singleElement().satisfies(reset -> {
            assertThat(reset.stream()).isEqualTo(201);
            assertThat(reset.error()).isEqualTo(Http2Error.REFUSED_STREAM.code());
        });
    }

    @Test
    void anIdleConnectionEndsWhateverItPings() {
        peer.octets.preface().get(1, QUERY);
        peer.send();
        Duration half = Http2Peer.IDLE.dividedBy(2);
        peer.after(half);
        peer.exchange(peer.octets.get(3, QUERY));
        peer.after(half);
        peer.octets.frame(Http2Octets.PING, 0, 0, new byte[8]);
        assertThat(Http2Peer.of(peer.send(), Http2Octets.PING)).hasSize(1);
        assertThat(peer.isOpen()).isTrue();

        peer.assertEnds(peer.after(half), Http2Error.NO_ERROR);
    }

    private void assertStillAnswers(int stream) {
        List<Frame> frames = peer.exchange(peer.octets.get(stream, QUERY));
        assertThat(head(frames, stream).status()).hasToString("200");
    }
}
