package io.wideip.dns.server.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.server.https.Http2Peer.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** One connection, without sockets and TLS. */
final class HttpsServiceTest {
    private static final String SHOP = "shop.apps.example.com";
    private static final byte[] QUERY = Http2Octets.query(SHOP, "A");
    private static final byte[] LARGE = Http2Octets.query("large.apps.example.com", "TXT");
    private static final int WINDOW = 65_535;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static final TestServer SITE = new TestServer(new TestCatalog()
            .zone("apps.example.com", large())
            .vip("east", "east", "192.0.2.10")
            .wideIp(SHOP, "failover", "east"));

    private static final HttpsDesk DESK = new HttpsDesk(SITE.responder(Carrier.HTTPS));

    private final Http2Peer peer = new Http2Peer(DESK);

    /** An RRset that nearly fills a DNS message. */
    private static String large() {
        String text = "x".repeat(250);
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            records.append("large 300 TXT ").append(i).append(text).append("\n");
        }
        return records.toString();
    }

    @AfterEach
    void leavesNothingBehind() {
        peer.close();
        assertThat(peer.held()).isZero();
    }

    @Test
    void answersGetAndPostAlike() throws IOException {
        List<Frame> frames = exchange(peer.octets.preface().get(1, QUERY).post(3, QUERY));

        for (int stream : List.of(1, 3)) {
            Http2Headers head = head(frames, stream);
            byte[] body = Http2Peer.body(frames, stream);
            assertThat(head.status()).hasToString("200");
            assertThat(head.get("content-type")).hasToString("application/dns-message");
            assertThat(head.get("content-length")).hasToString(Integer.toString(body.length));
            assertThat(head.get("cache-control")).hasToString("private, max-age=30");
            Message reply = new Message(body);
            assertThat(reply.getHeader().getID()).isZero();
            assertThat(TestServer.shown(reply, Section.ANSWER)).containsExactly(SHOP + " 30 A 192.0.2.10");
        }
        assertThat(Http2Peer.of(frames, Http2Octets.RST_STREAM)).isEmpty();
    }

    @Test
    void headGetsTheHeadAlone() {
        Http2Headers get = Http2Octets.head("HEAD").path("/dns-query?dns=" + base64(QUERY));
        List<Frame> frames = exchange(peer.octets.preface().head(1, Http2Octets.END_STREAM, get));

        assertThat(head(frames, 1).status()).hasToString("200");
        assertThat(head(frames, 1).getInt("content-length")).isGreaterThan(QUERY.length);
        assertThat(Http2Peer.of(frames, Http2Octets.HEADERS).get(0).ends()).isTrue();
        assertThat(Http2Peer.of(frames, Http2Octets.DATA)).isEmpty();
    }

    @Test
    void aFailureOfDnsIsASuccessOfHttp() throws IOException {
        List<Frame> frames = exchange(peer.octets
                .preface()
                .get(1, Http2Octets.query("nowhere.example.net", "A"))
                .get(3, Http2Octets.query("none.apps.example.com", "A")));

        assertThat(head(frames, 1).get("cache-control")).hasToString("private, max-age=0");
        assertThat(new Message(Http2Peer.body(frames, 1)).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(head(frames, 3).get("cache-control")).hasToString("private, max-age=30");
        assertThat(new Message(Http2Peer.body(frames, 3)).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void whatDeservesNoReplyIsABadRequest() {
        byte[] response = QUERY.clone();
        response[2] |= (byte) 0x80;
        List<Frame> frames = exchange(peer.octets
                .preface()
                .get(1, response)
                .post(3, response)
                .get(5, new byte[0])
                .post(7, new byte[0])
                .post(9, new byte[] {1, 2, 3})
                .head(
                        11,
                        Http2Octets.END_STREAM,
                        Http2Octets.head("POST").path("/dns-query").add("content-type", "application/dns-message")));

        for (int stream = 1; stream <= 11; stream += 2) {
            assertThat(head(frames, stream).status()).as("stream %d", stream).hasToString("400");
            assertThat(Http2Peer.body(frames, stream)).asString().isEqualTo("that is no DNS query\n");
        }
    }

    @Test
    void saysWhatElseIsWrongWithARequest() {
        List<Frame> frames = exchange(peer.octets
                .preface()
                .head(1, Http2Octets.END_STREAM, Http2Octets.head("GET").path("/"))
                .head(3, Http2Octets.END_STREAM, Http2Octets.head("DELETE").path("/dns-query"))
                .head(5, Http2Octets.END_STREAM, Http2Octets.head("GET").path("/dns-query?dns=AA=="))
                .head(7, 0, Http2Octets.head("POST").path("/dns-query").add("content-type", "text/plain"))
                .frame(Http2Octets.DATA, Http2Octets.END_STREAM, 7, QUERY)
                .head(9, Http2Octets.END_STREAM, Http2Octets.head("HEAD").path("/")));

        assertThat(head(frames, 1).status()).hasToString("404");
        assertThat(head(frames, 3).status()).hasToString("405");
        assertThat(head(frames, 3).get("allow")).hasToString("GET, HEAD, POST");
        assertThat(head(frames, 5).status()).hasToString("400");
        assertThat(head(frames, 7).status()).hasToString("415");
        assertThat(head(frames, 9).status()).hasToString("404");
        assertThat(Http2Peer.body(frames, 9)).isEmpty();
        assertThat(head(frames, 9).get("cache-control")).isNull();
    }

    @Test
    void aBodyComesInPiecesAndWithTrailers() throws IOException {
        peer.octets.preface().postHead(1);
        for (byte each : QUERY) {
            peer.octets.frame(Http2Octets.DATA, 0, 1, each);
        }
        assertThat(Http2Peer.of(peer.send(), Http2Octets.HEADERS)).isEmpty();
        List<Frame> frames =
                exchange(peer.octets.head(1, Http2Octets.END_STREAM, new DefaultHttp2Headers().add("x", "y")));

        assertThat(new Message(Http2Peer.body(frames, 1)).getSection(Section.ANSWER))
                .hasSize(1);
    }

    @Test
    void aLargeReplyComesInFrames() throws IOException {
        List<Frame> frames = exchange(peer.octets.preface().get(1, LARGE));

        assertThat(new Message(Http2Peer.body(frames, 1)).getSection(Section.ANSWER))
                .hasSize(200);
        assertThat(Http2Peer.of(frames, Http2Octets.DATA)).hasSizeGreaterThan(3);
        assertThat(head(frames, 1).get("cache-control")).hasToString("private, max-age=300");
    }

    @Test
    void aBodyThatFillsTheWindowWithoutEndingIsTooLarge() {
        peer.octets.preface().postHead(1);
        for (int left = WINDOW; left > 0; left -= 16_384) {
            peer.octets.frame(Http2Octets.DATA, 0, 1, new byte[Math.min(left, 16_384)]);
        }
        List<Frame> frames = exchange(peer.octets);

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
            List<Frame> frames = exchange(peer.octets.post(stream, padded));
            assertThat(head(frames, stream).status()).hasToString("200");
        }
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
    void aFloodOfResetsEndsTheConnection() {
        peer.octets.preface();
        byte[] cancel = {0, 0, 0, 8};
        for (int stream = 1; stream < 2_000; stream += 2) {
            peer.octets.postHead(stream).frame(Http2Octets.RST_STREAM, 0, stream, cancel);
        }
        assertEnds(peer.send(), Http2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void aFloodOfEmptyFramesEndsTheConnection() {
        peer.octets.preface().postHead(1);
        for (int i = 0; i < 100; i++) {
            peer.octets.frame(Http2Octets.DATA, 0, 1);
        }
        assertEnds(peer.send(), Http2Error.ENHANCE_YOUR_CALM);
    }

    @Test
    void aFloodOfContinuationsEndsTheConnection() {
        peer.octets.preface().frame(Http2Octets.HEADERS, 0, 1, (byte) 0x82);
        for (int i = 0; i < 100; i++) {
            peer.octets.frame(Http2Octets.CONTINUATION, 0, 1);
        }
        assertEnds(peer.send(), Http2Error.ENHANCE_YOUR_CALM);
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
    void anIdleConnectionEndsWhateverItPings() {
        peer.octets.preface().get(1, QUERY);
        peer.send();
        Duration half = Http2Peer.IDLE.dividedBy(2);
        peer.after(half);
        exchange(peer.octets.get(3, QUERY));
        peer.after(half);
        peer.octets.frame(Http2Octets.PING, 0, 0, new byte[8]);
        assertThat(Http2Peer.of(peer.send(), Http2Octets.PING)).hasSize(1);
        assertThat(peer.isOpen()).isTrue();

        assertEnds(peer.after(half), Http2Error.NO_ERROR);
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
        assertStillAnswers(1);
    }

    private static byte[] mutated(byte[] stream, SplittableRandom random) {
        byte[] mutated = stream.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length)) : mutated;
    }

    /** The error that the client is told, and the end of the connection. */
    private void assertEnds(List<Frame> frames, Http2Error error) {
        assertThat(Http2Peer.of(frames, Http2Octets.GOAWAY).get(0).error()).isEqualTo(error.code());
        peer.after(Duration.ofSeconds(1));
        assertThat(peer.isOpen()).isFalse();
    }

    private void assertStillAnswers(int stream) {
        Http2Octets more = stream == 1 ? peer.octets.preface() : peer.octets;
        assertThat(head(exchange(more.get(stream, QUERY)), stream).status()).hasToString("200");
    }

    private List<Frame> exchange(Http2Octets sent) {
        assertThat(sent).isSameAs(peer.octets);
        return peer.send();
    }

    private static Http2Headers head(List<Frame> frames, int stream) {
        return Http2Peer.of(frames, Http2Octets.HEADERS).stream()
                .filter(frame -> frame.stream() == stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no response on stream " + stream + " in " + frames))
                .head();
    }

    private static String base64(byte[] message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(message);
    }
}
