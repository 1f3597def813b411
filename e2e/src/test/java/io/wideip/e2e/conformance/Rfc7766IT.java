package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Connection.framed;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Octets.u16;
import static io.wideip.e2e.conformance.Row.ask;
import static io.wideip.e2e.conformance.Row.dialogue;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** TCP: reuse, pipelining, framing, and what many connections do to each other. */
final class Rfc7766IT extends Conformance {
    private static final byte[] HOST = query("host.plain.test", Type.A).bytes();

    @Override
    List<Row> rows() {
        return List.of(
                tcp("5", "TCP is served like UDP", Rfc7766IT::isServed),
                tcp("6.2.1", "a connection serves more than one query", server -> {
                    try (Connection connection = server.connect()) {
                        for (int id = 1; id <= 5; id++) {
                            connection.send(host(id));
                            assertThat(u16(received(connection), 0)).isEqualTo(id);
                        }
                    }
                }),
                tcp("6.2.1.1", "a hundred queries at once have a hundred replies", server -> {
                    try (Connection connection = server.connect()) {
                        connection.send(IntStream.rangeClosed(1, 100)
                                .mapToObj(Rfc7766IT::host)
                                .toArray(byte[][]::new));
                        Set<Integer> ids = new HashSet<>();
                        for (int i = 0; i < 100; i++) {
                            ids.add(u16(received(connection), 0));
                        }
                        assertThat(ids).hasSize(100);
                    }
                }),
                tcp("6.2.1.1", "large replies that are not read at once come all the same", server -> {
                    try (Connection connection = server.connect()) {
                        byte[] huge = query("huge.plain.test", Type.TXT).bytes();
                        connection.send(huge, huge, huge, huge, huge, huge, huge, huge);
                        for (int i = 0; i < 8; i++) {
                            assertThat(received(connection)).hasSizeGreaterThan(50_000);
                        }
                    }
                }),
                tcp("7", "each of different questions has its own reply", server -> {
                    try (Connection connection = server.connect()) {
                        byte[] denied =
                                query("nothing.plain.test", Type.A).id(2).bytes();
                        byte[] refused =
                                query("elsewhere.example.net", Type.A).id(3).bytes();
                        connection.send(host(1), denied, refused);
                        Set<List<Integer>> codes = new HashSet<>();
                        for (int i = 0; i < 3; i++) {
                            byte[] reply = received(connection);
                            codes.add(List.of(u16(reply, 0), u16(reply, 2) & 0xf));
                        }
                        assertThat(codes)
                                .containsExactlyInAnyOrder(
                                        List.of(1, Rcode.NOERROR),
                                        List.of(2, Rcode.NXDOMAIN),
                                        List.of(3, Rcode.REFUSED));
                    }
                }),
                tcp("8", "length and message octet by octet", server -> {
                    try (Connection connection = server.connect()) {
                        for (byte octet : framed(HOST)) {
                            connection.sendRaw(octets(octet));
                        }
                        assertThat(u16(received(connection), 0)).isEqualTo(u16(HOST, 0));
                    }
                }),
                tcp("8", "length and message parted", server -> {
                    try (Connection connection = server.connect()) {
                        connection.sendRaw(u16(HOST.length)).sendRaw(HOST);
                        assertThat(u16(received(connection), 0)).isEqualTo(u16(HOST, 0));
                    }
                }),
                tcp("8", "one message and half of the next, then the rest", server -> {
                    try (Connection connection = server.connect()) {
                        byte[] both = join(framed(host(1)), framed(host(2)));
                        connection.sendRaw(first(both.length - 10, both));
                        assertThat(u16(received(connection), 0)).isEqualTo(1);
                        connection.sendRaw(Arrays.copyOfRange(both, both.length - 10, both.length));
                        assertThat(u16(received(connection), 0)).isEqualTo(2);
                    }
                }),
                tcp("6.2.4", "a client that is gone in the middle of a message harms nobody", server -> {
                    for (int i = 0; i < 10; i++) {
                        try (Connection connection = server.connect()) {
                            connection.sendRaw(first(9, framed(HOST)));
                        }
                    }
                    isServed(server);
                }),
                tcp("6.2.4", "a client that resets the connection harms nobody", server -> {
                    for (int i = 0; i < 10; i++) {
                        try (Connection connection = server.connect()) {
                            connection.socket().setSoLinger(true, 0);
                            connection.send(query("huge.plain.test", Type.TXT).bytes());
                        }
                    }
                    isServed(server);
                }),
                tcp("6.2.2", "connections at the same time", server -> {
                    List<Connection> open = new ArrayList<>();
                    try {
                        for (int i = 0; i < 50; i++) {
                            open.add(server.connect());
                        }
                        for (Connection connection : open) {
                            connection.send(HOST);
                        }
                        for (Connection connection : open) {
                            assertThat(u16(received(connection), 0)).isEqualTo(u16(HOST, 0));
                        }
                    } finally {
                        for (Connection connection : open) {
                            connection.close();
                        }
                    }
                }),
                tcp("8", "a message that announces 65535 octets and brings few harms nobody", server -> {
                    try (Connection connection = server.connect()) {
                        connection.sendRaw(octets(255, 255, 1, 2, 3));
                        isServed(server);
                    }
                }),
                tcp("8", "a query of 65535 octets is read, and is wrong", server -> {
                    try (Connection connection = server.connect()) {
                        connection.send(Arrays.copyOf(HOST, 65_535));
                        assertThat(u16(received(connection), 2) & 0xf).isEqualTo(Rcode.FORMERR);
                    }
                }));
    }

    /** What one of these rows does. */
    @FunctionalInterface
    private interface Talk {
        void with(Server server) throws IOException;
    }

    private static Row tcp(String section, String what, Talk talk) {
        return dialogue(section, what, (server, by) -> talk.with(server)).by(Transport.TCP);
    }

    private static void isServed(Server server) throws IOException {
        ask(server, Transport.TCP, HOST, answers("host.plain.test. 300 A 192.0.2.1"));
    }

    private static byte[] host(int id) {
        return query("host.plain.test", Type.A).id(id).bytes();
    }

    private static byte[] received(Connection connection) throws IOException {
        byte[] reply = connection.receive();
        if (reply == null) {
            throw new AssertionError("the server has ended the connection");
        }
        return reply;
    }
}
