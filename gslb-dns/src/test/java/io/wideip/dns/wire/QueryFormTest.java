package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Packet;
import io.wideip.dns.address.ClientAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a query, what is none, and what deserves no reply. */
final class QueryFormTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
    private static final String LABEL_63 = "x".repeat(63);
    /** 63 + 63 + 63 + 61 letters, their lengths and the root's: 255 octets. */
    private static final String LONGEST = String.join(".", LABEL_63, LABEL_63, LABEL_63, "x".repeat(61));

    private final Query query = new Query();

    static Stream<Arguments> messages() {
        return Stream.of(
                message("a query", Wire.NOERROR, Packet.query("www.example.com", Wire.A, 0)),
                message("of the root", Wire.NOERROR, Packet.query("", Wire.NS, 0)),
                message("a label of 63", Wire.NOERROR, Packet.query(LABEL_63, Wire.A, 0)),
                message("a label of 64", Wire.FORMERR, Packet.query("x".repeat(64), Wire.A, 0)),
                message("a name of 255", Wire.NOERROR, Packet.query(LONGEST, Wire.A, 0)),
                message("a name of 256", Wire.FORMERR, Packet.query(LONGEST + "x", Wire.A, 0)),
                message("127 labels", Wire.NOERROR, Packet.query("x" + ".x".repeat(126), Wire.A, 0)),
                message("128 labels", Wire.FORMERR, Packet.query("x" + ".x".repeat(127), Wire.A, 0)),
                message(
                        "a pointer as the name",
                        Wire.FORMERR,
                        Packet.header(0, 1, 0, 0, 0).u16(0xC00C).u16(1).u16(1)),
                message(
                        "a pointer behind a label",
                        Wire.FORMERR,
                        Packet.header(0, 1, 0, 0, 0)
                                .u8(1)
                                .u8('a')
                                .u16(0xC00C)
                                .u16(1)
                                .u16(1)),
                message("no question", Wire.FORMERR, Packet.header(0, 0, 0, 0, 0)),
                message(
                        "no question and no cookie",
                        Wire.FORMERR,
                        Packet.header(0, 0, 0, 0, 1).opt(1232, 0, 0, 0)),
                message(
                        "no question, but an answer and a cookie",
                        Wire.FORMERR,
                        Packet.header(0, 0, 1, 0, 1)
                                .opt(1232, 0, 0, 12)
                                .u16(10)
                                .u16(8)
                                .octets(new byte[8])),
                message(
                        "two questions",
                        Wire.FORMERR,
                        Packet.header(0, 2, 0, 0, 0)
                                .name("a")
                                .u16(1)
                                .u16(1)
                                .name("b")
                                .u16(1)
                                .u16(1)),
                message(
                        "a reply",
                        Query.DROP,
                        Packet.header(0x8000, 1, 0, 0, 0).name("a").u16(1).u16(1)),
                message(
                        "eleven octets",
                        Query.DROP,
                        Packet.header(0, 1, 0, 0, 0).octets(),
                        11),
                message("nothing", Query.DROP, Packet.header(0, 1, 0, 0, 0), 0),
                message(
                        "opcode NOTIFY",
                        Wire.REFUSED,
                        Packet.header(0x2000, 1, 0, 0, 0).name("a").u16(6).u16(1)),
                message(
                        "opcode UPDATE",
                        Wire.NOTIMP,
                        Packet.header(0x2800, 1, 0, 0, 0).name("a").u16(6).u16(1)),
                message("opcode NOTIFY, the header only", Wire.FORMERR, Packet.header(0x2000, 0, 0, 0, 0)),
                message(
                        "an octet too many",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 0).u8(0)),
                message("EDNS", Wire.NOERROR, Packet.query("a", Wire.A, 1).opt(1232, 0, 0, 0)),
                message(
                        "EDNS and an octet too many",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1).opt(1232, 0, 0, 0).u8(0)),
                message(
                        "an OPT that is not counted",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 0).opt(1232, 0, 0, 0)),
                message("an additional that is not there", Wire.FORMERR, Packet.query("a", Wire.A, 1)),
                message(
                        "two OPT",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 2).opt(1232, 0, 0, 0).opt(1232, 0, 0, 0)),
                message(
                        "EDNS version 1",
                        Wire.BADVERS,
                        Packet.query("a", Wire.A, 1).opt(1232, 1, 0, 0)),
                message(
                        "EDNS version 1 with an option that version 0 has malformed",
                        Wire.BADVERS,
                        Packet.query("a", Wire.A, 1).opt(1232, 1, 0, 2).u16(8)),
                message(
                        "an OPT longer than the message",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1).opt(1232, 0, 0, 1)),
                message(
                        "half an option's head",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1).opt(1232, 0, 0, 3).u16(10).u8(0)),
                message(
                        "an option longer than its OPT",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1).opt(1232, 0, 0, 4).u16(10).u16(1)),
                message(
                        "an option that nobody knows",
                        Wire.NOERROR,
                        Packet.query("a", Wire.A, 1)
                                .opt(1232, 0, 0, 6)
                                .u16(65_001)
                                .u16(2)
                                .u16(7)),
                message(
                        "OPT before another additional",
                        Wire.NOERROR,
                        Packet.query("a", Wire.A, 2)
                                .opt(4096, 0, 0, 0)
                                .name("key")
                                .u16(250)
                                .u16(255)
                                .u16(0)
                                .u16(0)
                                .u16(0)),
                message(
                        "OPT behind another additional whose name is a pointer",
                        Wire.NOERROR,
                        Packet.query("a", Wire.A, 2)
                                .u16(0xC00C)
                                .u16(1)
                                .u16(1)
                                .u16(0)
                                .u16(0)
                                .u16(1)
                                .u8(9)
                                .opt(4096, 0, 0, 0)),
                message(
                        "an answer in the query",
                        Wire.NOERROR,
                        Packet.header(0, 1, 1, 0, 0)
                                .name("a")
                                .u16(1)
                                .u16(1)
                                .name("a.b")
                                .u16(1)
                                .u16(1)
                                .u16(0)
                                .u16(0)
                                .u16(0)),
                message(
                        "a reserved label in an answer of the query",
                        Wire.FORMERR,
                        Packet.header(0, 1, 1, 0, 0)
                                .name("a")
                                .u16(1)
                                .u16(1)
                                .u8(0x80)
                                .u16(1)
                                .u16(1)
                                .u16(0)
                                .u16(0)
                                .u16(0)),
                message(
                        "data longer than the message",
                        Wire.FORMERR,
                        Packet.header(0, 1, 0, 1, 0)
                                .name("a")
                                .u16(1)
                                .u16(1)
                                .name("")
                                .u16(1)
                                .u16(1)
                                .u16(0)
                                .u16(0)
                                .u16(9)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void readsOrRefuses(String what, int expected, byte[] message, int length) {
        assertThat(query.read(message, length, ClientAddress.of(CLIENT)))
                .as(what)
                .isEqualTo(expected);
    }

    @Test
    void everyPieceOfAQueryIsRefused() {
        byte[] whole = Packet.query("www.example.com", Wire.AAAA, 2)
                .ecs(1, 24, 0, 192, 0, 2)
                .name("key")
                .u16(250)
                .u16(255)
                .u16(0)
                .u16(0)
                .u16(2)
                .u16(7)
                .bytes();
        assertThat(query.read(whole, whole.length, ClientAddress.of(CLIENT))).isEqualTo(Wire.NOERROR);
        for (int length = 0; length < whole.length; length++) {
            // Exactly so long an array: what reads on behind the end would throw.
            int outcome = query.read(Arrays.copyOf(whole, length), length, ClientAddress.of(CLIENT));
            assertThat(outcome).as("%s octets", length).isEqualTo(length < Wire.HEADER ? Query.DROP : Wire.FORMERR);
        }
    }

    private static Arguments message(String what, int expected, Packet packet) {
        return message(what, expected, packet, packet.bytes().length);
    }

    private static Arguments message(String what, int expected, Packet packet, int length) {
        return Arguments.of(what, expected, Arrays.copyOf(packet.bytes(), length), length);
    }
}
