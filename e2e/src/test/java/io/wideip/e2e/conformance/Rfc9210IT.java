package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Connection.framed;
import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.dialogue;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Type;

/** TCP is no second choice: the same answers, and limits that keep it available. */
final class Rfc9210IT extends Conformance {
    private static final byte[] HOST = query("host.plain.test", Type.A).bytes();
    /** As configured. */
    private static final int MOST_OF_ONE_CLIENT = 60;

    private static final int TOO_MANY = 20;

    @Override
    List<Row> rows() {
        return Stream.of(
                        same("an answer", query("host.plain.test", Type.A)),
                        same(
                                "an answer with EDNS",
                                query("host.plain.test", Type.A).edns()),
                        same("a denial", query("nothing.plain.test", Type.A)),
                        same("a referral", query("www.cut.plain.test", Type.A)),
                        same("a refusal", query("elsewhere.example.net", Type.A)),
                        same(
                                "a version that is not",
                                query("host.plain.test", Type.A)
                                        .edns(Edns.edns().version(1))),
                        same(
                                "an opcode that is not",
                                query("host.plain.test", Type.A).opcode(9)),
                        same(
                                "two questions",
                                empty().question(name("plain.test"), Type.A, 1)
                                        .question(name("plain.test"), Type.MX, 1)),
                        same("a wide IP", query("first.gslb.test", Type.A)),
                        dialogue(
                                "4.2",
                                "a client with too many connections loses its oldest idle ones, and no other",
                                (server, by) -> losesItsOldestConnections(server)),
                        dialogue(
                                "4.3",
                                "a message that is not sent to its end does not hold its place",
                                (server, by) -> {
                                    try (Connection connection = server.connect()) {
                                        connection.sendRaw(first(10, framed(HOST)));
                                        assertThat(connection.receive())
                                                .as("end of the connection")
                                                .isNull();
                                    }
                                }),
                        dialogue("4.3", "nor does one that comes octet by octet, ever so slowly", (server, by) -> {
                            try (Connection connection = server.connect()) {
                                boolean ended = false;
                                byte[] message = framed(HOST);
                                for (int i = 0; i < message.length - 1 && !ended; i++) {
                                    ended = !sent(connection, message[i]);
                                }
                                assertThat(ended).as("end of the connection").isTrue();
                            }
                        }),
                        dialogue("4.3", "an idle connection ends", (server, by) -> {
                            try (Connection connection = server.connect()) {
                                assertThat(connection.receive())
                                        .as("end of the connection")
                                        .isNull();
                            }
                        }))
                .map(row -> row.by(Transport.TCP))
                .toList();
    }

    private static Row same(String what, Message query) {
        return dialogue(
                "3",
                what + " is the same by UDP and by TCP",
                (server, by) -> assertThat(server.exchange(Transport.TCP, query.bytes()))
                        .isNotNull()
                        .isEqualTo(server.exchange(Transport.UDP, query.bytes())));
    }

    private static void losesItsOldestConnections(Server server) throws IOException {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_OF_ONE_CLIENT + TOO_MANY; i++) {
                open.add(server.connect());
                assertThat(open.get(i).send(HOST).receive())
                        .as("reply on connection %d", i)
                        .isNotNull();
            }
            // Of neighbours on different event loops, either may count as the older one.
            for (Connection oldest : open.subList(0, TOO_MANY - 2)) {
                assertThat(oldest.receive()).as("end of an old one").isNull();
            }
            // It is hardly younger, so theirs was not the time for idle ones.
            assertThat(open.get(TOO_MANY + 2).send(HOST).receive())
                    .as("reply on one that stays")
                    .isNotNull();
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    private static boolean sent(Connection connection, byte octet) {
        try {
            connection.sendRaw(octets(octet)).socket().setSoTimeout(200);
            return connection.receive() != null;
        } catch (SocketTimeoutException stillOpen) {
            return true;
        } catch (IOException ended) {
            return false;
        }
    }
}
