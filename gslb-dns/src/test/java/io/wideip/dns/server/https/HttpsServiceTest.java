package io.wideip.dns.server.https;

import static io.wideip.dns.server.https.Http2Peer.head;
import static io.wideip.dns.server.https.HttpsSite.DESK;
import static io.wideip.dns.server.https.HttpsSite.LARGE;
import static io.wideip.dns.server.https.HttpsSite.QUERY;
import static io.wideip.dns.server.https.HttpsSite.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.wideip.dns.TestServer;
import io.wideip.dns.server.https.Http2Peer.Frame;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Requests of one connection and their responses, without sockets and TLS. */
final class HttpsServiceTest {
    private final Http2Peer peer = new Http2Peer(DESK);

    @AfterEach
    void leavesNothingBehind() {
        peer.close();
        assertThat(peer.held()).isZero();
    }

    @Test
    void answersGetAndPostAlike() throws IOException {
        List<Frame> frames = peer.exchange(peer.octets.preface().get(1, QUERY).post(3, QUERY));

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
        List<Frame> frames = peer.exchange(peer.octets.preface().head(1, Http2Octets.END_STREAM, get));

        assertThat(head(frames, 1).status()).hasToString("200");
        assertThat(head(frames, 1).getInt("content-length")).isGreaterThan(QUERY.length);
        assertThat(Http2Peer.of(frames, Http2Octets.HEADERS).get(0).ends()).isTrue();
        assertThat(Http2Peer.of(frames, Http2Octets.DATA)).isEmpty();
    }

    @Test
    void aFailureOfDnsIsASuccessOfHttp() throws IOException {
        List<Frame> frames = peer.exchange(peer.octets
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
        List<Frame> frames = peer.exchange(peer.octets
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
        List<Frame> frames = peer.exchange(peer.octets
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
                peer.exchange(peer.octets.head(1, Http2Octets.END_STREAM, new DefaultHttp2Headers().add("x", "y")));

        assertThat(new Message(Http2Peer.body(frames, 1)).getSection(Section.ANSWER))
                .hasSize(1);
    }

    @Test
    void aLargeReplyComesInFrames() throws IOException {
        List<Frame> frames = peer.exchange(peer.octets.preface().get(1, LARGE));

        assertThat(new Message(Http2Peer.body(frames, 1)).getSection(Section.ANSWER))
                .hasSize(200);
        assertThat(Http2Peer.of(frames, Http2Octets.DATA)).hasSizeGreaterThan(3);
        assertThat(head(frames, 1).get("cache-control")).hasToString("private, max-age=300");
    }

    private static String base64(byte[] message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(message);
    }
}
