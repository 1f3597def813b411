package io.wideip.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.Packet;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class QueryTest {
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

    /** RFC 7871 sections 6 and 7.1. */
    static Stream<Arguments> clientSubnets() {
        return Stream.of(
                message("IPv4 /24", Wire.NOERROR, ecs(1, 24, 0, 192, 0, 2)),
                message("IPv4 /32", Wire.NOERROR, ecs(1, 32, 0, 192, 0, 2, 1)),
                message("IPv4 /20, zeros behind it", Wire.NOERROR, ecs(1, 20, 0, 192, 0, 0x20)),
                message("IPv4 /20, a bit behind it", Wire.FORMERR, ecs(1, 20, 0, 192, 0, 0x28)),
                message("IPv4 /0", Wire.NOERROR, ecs(1, 0, 0)),
                message("IPv4 /33", Wire.FORMERR, ecs(1, 33, 0, 192, 0, 2, 1, 0)),
                message("IPv6 /56", Wire.NOERROR, ecs(2, 56, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 1)),
                message("IPv6 /129", Wire.FORMERR, ecs(2, 129, 0, new int[17])),
                message("no family /0", Wire.NOERROR, ecs(0, 0, 0)),
                message("no family /8", Wire.FORMERR, ecs(0, 8, 0, 10)),
                message("family 3", Wire.FORMERR, ecs(3, 8, 0, 10)),
                message("a scope", Wire.FORMERR, ecs(1, 24, 24, 192, 0, 2)),
                message("an octet missing", Wire.FORMERR, ecs(1, 24, 0, 192, 0)),
                message("an octet too many", Wire.FORMERR, ecs(1, 24, 0, 192, 0, 2, 0)),
                message(
                        "no more than half the head",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1)
                                .opt(1232, 0, 0, 6)
                                .u16(8)
                                .u16(2)
                                .u16(1)),
                message(
                        "twice",
                        Wire.NOERROR,
                        Packet.query("a", Wire.A, 1)
                                .opt(1232, 0, 0, 18)
                                .ecsOption(1, 8, 0, 10)
                                .ecsOption(1, 8, 0, 10)),
                message(
                        "twice, malformed at last",
                        Wire.FORMERR,
                        Packet.query("a", Wire.A, 1)
                                .opt(1232, 0, 0, 18)
                                .ecsOption(1, 8, 0, 10)
                                .ecsOption(1, 7, 0, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"messages", "clientSubnets"})
    void readsOrRefuses(String what, int expected, byte[] message, int length) {
        assertThat(query.read(message, length, CLIENT)).as(what).isEqualTo(expected);
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
        assertThat(query.read(whole, whole.length, CLIENT)).isEqualTo(Wire.NOERROR);
        for (int length = 0; length < whole.length; length++) {
            // Exactly so long an array: what reads on behind the end would throw.
            int outcome = query.read(Arrays.copyOf(whole, length), length, CLIENT);
            assertThat(outcome).as("%s octets", length).isEqualTo(length < Wire.HEADER ? Query.DROP : Wire.FORMERR);
        }
    }

    @Test
    void readsTheQuestion() {
        read(Packet.query("wWw.eXample.COM", Wire.AAAA, 0));
        assertThat(query.type()).isEqualTo(Wire.AAAA);
        assertThat(query.queryClass()).isEqualTo(Wire.IN);
        assertThat(query.flags()).isEqualTo(Wire.FLAG_RD);
        assertThat(query.labels()).isEqualTo(3);
        assertThat(query.nameLength()).isEqualTo(17);
        assertThat(query.questionEnd()).isEqualTo(12 + 17 + 4);
        assertThat(Arrays.copyOf(query.name(), 17))
                .isEqualTo(new Packet().name("www.example.com").bytes());
    }

    @Test
    void hashesEverySuffixInLowerCase() {
        read(Packet.query("a.wWw.eXample.COM", Wire.A, 0));
        String[] suffixes = {"a.www.example.com", "www.example.com", "example.com", "com", ""};
        for (int without = 0; without < suffixes.length; without++) {
            byte[] suffix = new Packet().name(suffixes[without]).bytes();
            assertThat(query.suffixHash(without)).isEqualTo(Query.hash(suffix));
            assertThat(Arrays.copyOfRange(query.name(), query.suffixStart(without), query.nameLength()))
                    .isEqualTo(suffix);
        }
    }

    @Test
    void readsEdnsWhereverItStands() {
        read(Packet.query("a", Wire.A, 2)
                .name("k")
                .u16(250)
                .u16(255)
                .u16(0)
                .u16(0)
                .u16(0)
                .opt(4096, 0, 0x8000, 0));
        assertThat(query.edns().present()).isTrue();
        assertThat(query.edns().payloadSize()).isEqualTo(4096);
        assertThat(query.edns().flags()).isEqualTo(Wire.EDNS_DO);
    }

    @Test
    void anOptAnywhereButAtTheRootIsNoOpt() {
        read(Packet.query("a", Wire.A, 1)
                .name("b")
                .u16(41)
                .u16(4096)
                .u16(0)
                .u16(0)
                .u16(0));
        assertThat(query.edns().present()).isFalse();
    }

    @Test
    void readsTheClientsNetwork() {
        read(ecs(1, 20, 0, 192, 0, 0x20));
        assertThat(query.client().isIpv4()).isTrue();
        assertThat(query.client().high()).isEqualTo(0xC0002000_00000000L);
        read(ecs(2, 72, 0, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0xff));
        assertThat(query.client().isIpv4()).isFalse();
        assertThat(query.client().high()).isEqualTo(0x20010db8_00000001L);
        assertThat(query.client().low()).isEqualTo(0xff000000_00000000L);
    }

    @Test
    void withoutANetworkTheResolversAddressServes() throws Exception {
        byte[] plain = Packet.query("a", Wire.A, 0).bytes();
        query.read(plain, plain.length, InetAddress.getByAddress(new byte[] {10, 1, 2, 3}));
        assertThat(query.client().isIpv4()).isTrue();
        assertThat(query.client().high()).isEqualTo(0x0A010203_00000000L);

        byte[] hidden = ecs(2, 0, 0).bytes();
        query.read(hidden, hidden.length, InetAddress.getByAddress(new byte[] {10, 1, 2, 3}));
        assertThat(query.client().isIpv4()).isTrue();
        assertThat(query.client().high()).isEqualTo(0x0A010203_00000000L);

        query.read(plain, plain.length, InetAddress.getByName("2001:db8::5"));
        assertThat(query.client().isIpv4()).isFalse();
        assertThat(query.client().high()).isEqualTo(0x20010db8_00000000L);
        assertThat(query.client().low()).isEqualTo(5);
    }

    @Test
    void nothingIsLeftOfTheQueryBefore() {
        read(ecs(1, 24, 0, 192, 0, 2));
        query.narrow(24);
        read(Packet.query("a", Wire.A, 0));
        assertThat(query.edns().present()).isFalse();
        assertThat(query.scope()).isZero();
        assertThat(query.client().optionLength()).isZero();
        assertThat(query.client().isIpv4()).isEqualTo(CLIENT.getAddress().length == 4);
    }

    @Test
    void theScopeIsTheNarrowestThatWasNoted() {
        read(Packet.query("a", Wire.A, 0));
        query.narrow(16);
        query.narrow(24);
        query.narrow(8);
        assertThat(query.scope()).isEqualTo(24);
    }

    private void read(Packet packet) {
        byte[] message = packet.bytes();
        assertThat(query.read(message, message.length, CLIENT)).isEqualTo(Wire.NOERROR);
    }

    private static Packet ecs(int family, int prefix, int scope, int... address) {
        return Packet.query("a", Wire.A, 1).ecs(family, prefix, scope, address);
    }

    private static Arguments message(String what, int expected, Packet packet) {
        return message(what, expected, packet, packet.bytes().length);
    }

    private static Arguments message(String what, int expected, Packet packet, int length) {
        return Arguments.of(what, expected, Arrays.copyOf(packet.bytes(), length), length);
    }
}
