package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.errorByHeaderAlone;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** DNS over HTTPS. */
final class Rfc8484IT extends Conformance {
    private static final String PATH = "/dns-query";
    private static final byte[] HOST = query("host.plain.test", Type.A).id(0).bytes();

    @Override
    List<Row> rows() {
        return Stream.of(posted(), requests(), ages())
                .flatMap(List::stream)
                .map(row -> row.by(Transport.HTTPS))
                .toList();
    }

    private static List<Row> posted() {
        return List.of(
                row("4.2", "an answer", HOST, answers("host.plain.test. 300 A 192.0.2.1")),
                row(
                        "4.1",
                        "an ID other than 0 comes back",
                        query("host.plain.test", Type.A).id(4711),
                        answerCount(1)),
                row(
                        "4.2.1",
                        "NXDOMAIN is a success of HTTP",
                        query("nothing.plain.test", Type.A),
                        nameError("plain.test.")),
                row("4.2.1", "REFUSED is, too", query("elsewhere.example.net", Type.A), error(Rcode.REFUSED)),
                row("4.2.1", "and SERVFAIL", query("down-servfail.gslb.test", Type.A), error(Rcode.SERVFAIL)),
                row("4.2.1", "and FORMERR", first(20, HOST), errorByHeaderAlone(Rcode.FORMERR)),
                row("6", "a large answer comes whole", query("huge.plain.test", Type.TXT), answerCount(200)),
                row(
                        "6",
                        "with EDNS",
                        query("big.plain.test", Type.TXT).edns(Edns.edns().size(512)),
                        answerCount(10),
                        edns()));
    }

    private static Row http(String section, String what, Function<Server, HttpRequest> request, int status) {
        return dialogue(
                section,
                what,
                (server, by) -> assertThat(server.send(request.apply(server)).statusCode())
                        .as("status")
                        .isEqualTo(status));
    }

    private static HttpRequest get(Server server, String pathAndQuery) {
        return server.request(pathAndQuery)
                .header("Accept", "application/dns-message")
                .GET()
                .build();
    }

    private static HttpRequest post(Server server, String path, String type, byte[] body) {
        return server.request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static String encoded(byte[] message) {
        return PATH + "?dns=" + Base64.getUrlEncoder().withoutPadding().encodeToString(message);
    }

    private static List<Row> requests() {
        return List.of(
                dialogue("4.1", "GET and POST get the same reply", (server, by) -> {
                    HttpResponse<byte[]> got = server.send(get(server, encoded(HOST)));
                    HttpResponse<byte[]> posted = server.post(HOST);
                    assertThat(got.statusCode()).isEqualTo(200);
                    assertThat(got.body()).isEqualTo(posted.body());
                }),
                dialogue(
                        "5.2",
                        "HTTP/2 is spoken",
                        (server, by) -> assertThat(server.post(HOST).version()).isEqualTo(HttpClient.Version.HTTP_2)),
                dialogue("6", "the media type is application/dns-message", (server, by) -> {
                    assertThat(server.post(HOST).headers().firstValue("content-type"))
                            .contains("application/dns-message");
                    assertThat(server.send(get(server, encoded(HOST))).headers().firstValue("content-type"))
                            .contains("application/dns-message");
                }),
                http("4.1", "a body of another type", server -> post(server, PATH, "application/json", HOST), 415),
                http("4.1", "GET without a query", server -> get(server, PATH), 400),
                http("4.1", "GET with an empty query", server -> get(server, PATH + "?dns="), 400),
                http("4.1", "GET with what is no base64url", server -> get(server, PATH + "?dns=*!*"), 400),
                http("4.1", "GET with less than a header", server -> get(server, encoded(first(11, HOST))), 400),
                http("4.1", "POST of nothing", server -> post(server, PATH, "application/dns-message", octets()), 400),
                http(
                        "4.1",
                        "POST of a response",
                        server -> post(
                                server,
                                PATH,
                                "application/dns-message",
                                query("host.plain.test", Type.A)
                                        .flags(Message.QR)
                                        .bytes()),
                        400),
                http("4.1", "another path", server -> get(server, encoded(HOST).replace(PATH, "/elsewhere")), 404),
                http(
                        "4.1",
                        "another method",
                        server -> server.request(encoded(HOST))
                                .method("DELETE", BodyPublishers.noBody())
                                .build(),
                        405),
                http("4.1", "parameters beside the query", server -> get(server, encoded(HOST) + "&ct=x&z"), 200));
    }

    private static List<Row> ages() {
        return List.of(
                age("an answer may be kept for as long as its TTL", query("host.plain.test", Type.A), 300),
                age("a denial for as long as its SOA says", query("nothing.short.test", Type.A), 10),
                age("a wide IP for as long as its TTL", query("first.gslb.test", Type.A), 30),
                age("an answer of several TTLs for the smallest", query("longchain.plain.test", Type.A), 100),
                age("a TTL of 0 not at all", query("zero.plain.test", Type.A), 0));
    }

    /** RFC 8484 section 5.1: never longer than the smallest TTL. */
    private static Row age(String what, Message query, int seconds) {
        return dialogue(
                "5.1",
                what,
                (server, by) -> assertThat(server.post(query.bytes()).headers().firstValue("cache-control"))
                        .contains("private, max-age=" + seconds));
    }
}
