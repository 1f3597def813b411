package io.wideip.dns.server.https;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.wideip.dns.ReplyCheck;
import io.wideip.dns.SampleQueries;
import io.wideip.dns.SampleSite;
import io.wideip.dns.answer.Carrier;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an HTTP/2 client sends: no exception, no buffer left behind, and to a query that it understood a reply to that. */
final class HttpsFuzzTest {
    private static final HttpsResponder DESK =
            new HttpsResponder(SampleSite.server().responder(Carrier.HTTPS));
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
    private static final byte[] QUERY = Http2Octets.query("near." + SampleQueries.ZONE, "A");
    private static final String PATH = "/dns-query";
    private static final long LONGEST_TTL = Integer.MAX_VALUE;

    static Stream<byte[]> frames() {
        return Stream.of(
                        new Http2Octets().get(1, QUERY),
                        new Http2Octets().post(1, QUERY),
                        new Http2Octets().get(1, QUERY).post(3, QUERY).get(5, new byte[0]),
                        new Http2Octets()
                                .postHead(1)
                                .frame(Http2Octets.DATA, 0, 1, QUERY)
                                .frame(Http2Octets.DATA, Http2Octets.END_STREAM, 1),
                        new Http2Octets().postHead(1).frame(Http2Octets.RST_STREAM, 0, 1, new byte[4]),
                        new Http2Octets()
                                .head(
                                        1,
                                        Http2Octets.END_STREAM,
                                        Http2Octets.head("HEAD").path(PATH)),
                        new Http2Octets().frame(Http2Octets.PING, 0, 0, new byte[8]),
                        new Http2Octets().frame(Http2Octets.GOAWAY, 0, 0, new byte[8]),
                        new Http2Octets().frame(Http2Octets.CONTINUATION, 0, 1, QUERY),
                        new Http2Octets().frame(Http2Octets.SETTINGS, 0, 0, new byte[6]))
                .map(Http2Octets::take);
    }

    @MethodSource("frames")
    @FuzzTest
    void anyFrames(byte[] octets) {
        Http2Peer peer = new Http2Peer(DESK);
        peer.octets.preface();
        peer.send();
        peer.send(octets);
        peer.close();
        assertThat(peer.held()).isZero();
    }

    /** Method, path, type and length, each in a line. */
    static Stream<byte[]> heads() {
        Stream<String> queries = SampleQueries.all().stream()
                .map(query -> "GET\n" + PATH + "?dns="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(query));
        Stream<String> others = Stream.of(
                "POST\n" + PATH + "\napplication/dns-message\n33",
                "POST\n" + PATH + "\nApplication/DNS-Message ; charset=x\n65536",
                "HEAD\n" + PATH + "?a=b&dns=AAABAPv_&c",
                "PUT\n/");
        return Stream.concat(queries, others).map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("heads")
    @FuzzTest
    void anyHead(byte[] octets) {
        List<String> lines = List.of(new String(octets, StandardCharsets.ISO_8859_1).split("\n", 4));
        DefaultHttp2Headers head = new DefaultHttp2Headers(false);
        List<String> names = List.of(":method", ":path", "content-type", "content-length");
        for (int i = 0; i < lines.size(); i++) {
            head.add(names.get(i), lines.get(i));
        }
        if (Request.read(head, PATH) instanceof Request.Get get) {
            byte[] reply = DESK.reply(get.message(), CLIENT);
            assertThat(reply.length == 0).isEqualTo(ReplyCheck.deservesNone(get.message()));
            if (reply.length > 0) {
                ReplyCheck.check(get.message(), reply, false);
                assertThat(MaxAge.of(reply)).isBetween(0L, LONGEST_TTL);
            }
        }
    }
}
