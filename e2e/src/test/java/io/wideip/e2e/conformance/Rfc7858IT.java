package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Connection.framed;
import static io.wideip.e2e.conformance.Expectation.SILENCE;
import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.errorByHeaderAlone;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.u16;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** DNS over TLS. */
final class Rfc7858IT extends Conformance {
    private static final byte[] HOST = query("host.plain.test", Type.A).bytes();

    @Override
    List<Row> rows() {
        return Stream.of(answered(), sessions()).flatMap(List::stream).toList();
    }

    private static List<Row> answered() {
        return Stream.of(
                        row("3.3", "an answer", HOST, answers("host.plain.test. 300 A 192.0.2.1")),
                        row("3.3", "with EDNS", query("host.plain.test", Type.A).edns(), answerCount(1), edns()),
                        row("3.3", "a denial", query("nothing.plain.test", Type.A), nameError("plain.test.")),
                        row(
                                "3.3",
                                "a referral",
                                query("www.far.plain.test", Type.A),
                                notAuthoritative(),
                                answerSection()),
                        row("3.3", "a refusal", query("elsewhere.example.net", Type.A), error(Rcode.REFUSED)),
                        row(
                                "3.3",
                                "a wide IP",
                                query("first.gslb.test", Type.A),
                                answers("first.gslb.test. 30 A 192.0.2.10")),
                        row("3.3", "a large answer", query("huge.plain.test", Type.TXT), answerCount(200)),
                        row("3.3", "a query that can't be read", first(20, HOST), errorByHeaderAlone(Rcode.FORMERR)),
                        row(
                                "3.3",
                                "a response",
                                query("host.plain.test", Type.A).flags(Message.QR),
                                SILENCE))
                .map(row -> row.by(Transport.TLS))
                .toList();
    }

    private static List<Row> sessions() {
        return Stream.of(
                        dialogue("3.2", "ALPN dot is chosen", (server, by) -> {
                            try (Connection connection = server.connectTls("dot")) {
                                assertThat(((SSLSocket) connection.socket()).getApplicationProtocol())
                                        .isEqualTo("dot");
                                isServedOn(connection);
                            }
                        }),
                        dialogue("3.2", "a client without ALPN is served", (server, by) -> {
                            try (Connection connection = server.connectTls()) {
                                isServedOn(connection);
                            }
                        }),
                        dialogue("3.2", "a client that can do more than dot is served", (server, by) -> {
                            try (Connection connection = server.connectTls("unknown", "dot")) {
                                assertThat(((SSLSocket) connection.socket()).getApplicationProtocol())
                                        .isEqualTo("dot");
                                isServedOn(connection);
                            }
                        }),
                        dialogue("3.1", "in the clear nothing is answered", (server, by) -> {
                            try (Connection connection = server.connectToTlsPort()) {
                                byte[] reply = connection.send(HOST).receive();
                                // An alert of TLS, whose first octets say 0x15 0x03, is no DNS message either.
                                assertThat(reply == null || u16(reply, 0) != u16(HOST, 0))
                                        .isTrue();
                            }
                        }),
                        dialogue("3.3", "a hundred queries at once", (server, by) -> {
                            try (Connection connection = server.connectTls()) {
                                connection.send(IntStream.rangeClosed(1, 100)
                                        .mapToObj(id -> query("host.plain.test", Type.A)
                                                .id(id)
                                                .bytes())
                                        .toArray(byte[][]::new));
                                Set<Integer> ids = new HashSet<>();
                                for (int i = 0; i < 100; i++) {
                                    ids.add(u16(Objects.requireNonNull(connection.receive()), 0));
                                }
                                assertThat(ids).hasSize(100);
                            }
                        }),
                        dialogue("3.3", "length and message in records of their own", (server, by) -> {
                            try (Connection connection = server.connectTls()) {
                                connection.sendRaw(first(1, framed(HOST)));
                                connection.sendRaw(Arrays.copyOfRange(framed(HOST), 1, 20));
                                connection.sendRaw(Arrays.copyOfRange(framed(HOST), 20, framed(HOST).length));
                                assertThat(u16(Objects.requireNonNull(connection.receive()), 0))
                                        .isEqualTo(u16(HOST, 0));
                            }
                        }),
                        dialogue("3.4", "a connection is used again", (server, by) -> {
                            try (Connection connection = server.connectTls()) {
                                for (int i = 0; i < 3; i++) {
                                    isServedOn(connection);
                                }
                            }
                        }),
                        dialogue("3.4", "connections at the same time", (server, by) -> {
                            try (Connection one = server.connectTls();
                                    Connection other = server.connectTls()) {
                                isServedOn(other);
                                isServedOn(one);
                            }
                        }))
                .map(row -> row.by(Transport.TLS))
                .toList();
    }

    private static void isServedOn(Connection connection) throws IOException {
        byte[] reply = connection.send(HOST).receive();
        assertThat(u16(Objects.requireNonNull(reply), 0)).isEqualTo(u16(HOST, 0));
    }
}
