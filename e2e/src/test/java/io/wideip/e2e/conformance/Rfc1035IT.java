package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.SILENCE;
import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.errorByHeaderAlone;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.truncated;
import static io.wideip.e2e.conformance.Message.address;
import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.ascii;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.labels;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.each;
import static io.wideip.e2e.conformance.Row.row;
import static io.wideip.e2e.conformance.Row.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Messages: the header, the question, names and labels, sizes, and what does not parse. */
final class Rfc1035IT extends Conformance {
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        return Stream.of(names(), headers(), malformedNames(), lyingCounts(), transports())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> names() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, "b".repeat(63), "c".repeat(63), "d".repeat(50), "plain.test");
        byte[] tail = name("plain.test");
        return List.of(
                row(
                        "2.3.3",
                        "letters come back as they were asked",
                        query("hOsT.pLaIn.TeSt", Type.A),
                        answers("hOsT.pLaIn.TeSt. 300 A 192.0.2.1")),
                row(
                        "2.3.4",
                        "a label of 63 octets",
                        query(label + ".plain.test", Type.A),
                        answers(label + ".plain.test. 300 A 192.0.2.63")),
                row("2.3.4", "a name of 255 octets", query(longest, Type.A), answers(longest + ". 300 A 192.0.2.255")),
                row(
                        "2.3.4",
                        "a name of 255 octets that is not",
                        query(longest.replace('d', 'e'), Type.A),
                        nameError("plain.test.")),
                row(
                        "2.3.4",
                        "a name of 127 labels",
                        query("x.".repeat(121) + "plain.test", Type.A),
                        nameError("plain.test.")),
                row(
                        "3.1",
                        "a label of 63 octets that is not",
                        query("z".repeat(63) + ".plain.test", Type.A),
                        nameError("plain.test.")),
                row(
                        "3.1",
                        "every octet can be in a label",
                        query(join(octets(5, 0, 255, '.', '\\', 128), tail), Type.A),
                        nameError("plain.test.")),
                row(
                        "3.1",
                        "a dot inside a label parts nothing",
                        query(join(labels("host.plain"), name("test")), Type.A),
                        error(Rcode.REFUSED)),
                row(
                        "2.3.3",
                        "only letters have a case",
                        query(join(labels("hosT"), tail), Type.A),
                        answers("hosT.plain.test. 300 A 192.0.2.1")),
                row(
                        "2.3.3",
                        "other octets that differ by the same bit differ",
                        query(join(labels("_sip", "\177tcp"), tail), Type.SRV),
                        nameError("plain.test.")),
                row("3.3.9", "MX", query("plain.test", Type.MX), answers("plain.test. 600 MX 10 mail.plain.test.")),
                row(
                        "3.3.12",
                        "PTR",
                        query("ptr.plain.test", Type.PTR),
                        answers("ptr.plain.test. 300 PTR host.plain.test.")),
                row(
                        "3.3.13",
                        "SOA names the first name server and the hostmaster",
                        query("plain.test", Type.SOA),
                        answerCount(1),
                        reply -> assertThat(reply.section(Section.ANSWER).get(0))
                                .startsWith("plain.test. 3600 SOA ns1.plain.test. hostmaster.plain.test. ")
                                .endsWith(" 30")),
                row("3.3.14", "TXT", query("plain.test", Type.TXT), answerCount(1)),
                row(
                        "3.3.2",
                        "HINFO",
                        query("hinfo.plain.test", Type.HINFO),
                        answers("hinfo.plain.test. 300 HINFO \"CPU\" \"OS\"")));
    }

    private static List<Row> headers() {
        return List.of(
                row("4.1.1", "ID 0", HOST.id(0), ADDRESS),
                row("4.1.1", "ID 65535", HOST.id(65_535), ADDRESS),
                row("4.1.1", "RD is copied", HOST.flags(Message.RD), ADDRESS),
                row("4.1.1", "AA in a query means nothing", HOST.flags(Message.AA), ADDRESS),
                row("4.1.1", "RA in a query means nothing", HOST.flags(Message.RA), ADDRESS),
                row("4.1.1", "TC in a query means nothing", HOST.flags(Message.TC), ADDRESS),
                row("4.1.1", "Z in a query means nothing", HOST.flags(Message.Z), ADDRESS),
                row("4.1.1", "a response code in a query means nothing", HOST.flags(Rcode.REFUSED), ADDRESS),
                row("4.1.1", "a response is not answered", HOST.flags(Message.QR), SILENCE),
                row(
                        "4.1.1",
                        "nor is a response to something unknown",
                        HOST.flags(Message.QR).opcode(7),
                        SILENCE),
                row(
                        "4.1.1",
                        "nor is a response that can't be read",
                        first(14, HOST.flags(Message.QR).bytes()),
                        SILENCE),
                row(
                        "4.1.1",
                        "AA is clear where we have no authority",
                        query("host.elsewhere.example.net", Type.A),
                        error(Rcode.REFUSED)),
                each(
                        "4.1.1",
                        "opcodes that are none are not implemented",
                        IntStream.of(3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
                                .mapToObj(opcode -> HOST.opcode(opcode).bytes())
                                .toList(),
                        rcode(Rcode.NOTIMP)),
                row("4.1.1", "opcode STATUS is not implemented", HOST.opcode(Opcode.STATUS), rcode(Rcode.NOTIMP)),
                each(
                        "4.1.1",
                        "less than an ID and flags deserves no reply",
                        IntStream.range(0, 12)
                                .mapToObj(size -> first(size, HOST.bytes()))
                                .toList(),
                        SILENCE),
                each(
                        "4.1.2",
                        "classes that are not served are refused",
                        IntStream.of(2, 4, 5, 100, 65_280, 65_535)
                                .mapToObj(number ->
                                        query("host.plain.test", Type.A, number).bytes())
                                .toList(),
                        error(Rcode.REFUSED)));
    }

    private static List<Row> malformedNames() {
        byte[] typeAndClass = octets(0, 1, 0, 1);
        byte[] tail = join(name("plain.test"), typeAndClass);
        return List.of(
                unreadable("4.1.4", "a pointer to itself", join(octets(0xC0, 12), typeAndClass)),
                unreadable("4.1.4", "a pointer to the header", join(octets(0xC0, 0), typeAndClass)),
                unreadable("4.1.4", "a pointer forward", join(octets(0xC0, 14), tail)),
                unreadable("4.1.4", "a pointer behind the message", join(octets(0xFF, 0xFF), typeAndClass)),
                unreadable("4.1.4", "a pointer behind a label", join(labels("host"), octets(0xC0, 12), typeAndClass)),
                unreadable(
                        "4.1.4",
                        "two pointers that lead to each other",
                        join(octets(0xC0, 14, 0xC0, 12), typeAndClass)),
                unreadable("4.1.4", "half a pointer", octets(0xC0)),
                unreadable("4.1.4", "a label whose first bits are 01", join(octets(0x41, 'a'), tail)),
                unreadable("4.1.4", "a label whose first bits are 10", join(octets(0x81, 'a'), tail)),
                unreadable("2.3.4", "a label of 64 octets", join(octets(64), ascii("a".repeat(64)), tail)),
                unreadable("2.3.4", "a label of 191 octets", join(octets(191), ascii("a".repeat(191)), tail)),
                unreadable(
                        "2.3.4",
                        "a name of 256 octets",
                        join(labels("a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(51)), tail)),
                unreadable("2.3.4", "a name of 128 labels", join(name("x.".repeat(128)), typeAndClass)),
                unreadable(
                        "2.3.4",
                        "a name of thousands of octets",
                        join(labels("x.".repeat(700).split("\\.")), tail)),
                unreadable("4.1.2", "a name without an end", labels("host", "plain", "test")),
                unreadable("4.1.2", "a label that is longer than the message", octets(60, 'a')),
                unreadable("4.1.2", "no type", name("host.plain.test")),
                unreadable("4.1.2", "no class", join(name("host.plain.test"), octets(0, 1))),
                unreadable("4.1.2", "half a class", join(name("host.plain.test"), octets(0, 1, 0))),
                unreadable("4.1.2", "no question at all", octets()));
    }

    private static Row unreadable(String section, String what, byte[] question) {
        return row(
                section, what, empty().question(new Message.Section(1, question)), errorByHeaderAlone(Rcode.FORMERR));
    }

    private static List<Row> lyingCounts() {
        byte[] whole = HOST.edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102"))
                .bytes();
        byte[] record = address("host.plain.test");
        return List.of(
                each(
                        "4.1",
                        "a query cut off in its question",
                        IntStream.range(12, HOST.bytes().length)
                                .mapToObj(size -> first(size, HOST.bytes()))
                                .toList(),
                        errorByHeaderAlone(Rcode.FORMERR)),
                each(
                        "4.1",
                        "a query cut off behind its question",
                        IntStream.range(HOST.bytes().length, whole.length)
                                .mapToObj(size -> first(size, whole))
                                .toList(),
                        rcode(Rcode.FORMERR)),
                wrong("4.1.1", "an answer that is not there", HOST.answer(Message.Section.EMPTY.saying(1))),
                wrong("4.1.1", "an authority that is not there", HOST.authority(Message.Section.EMPTY.saying(1))),
                wrong("4.1.1", "an additional that is not there", HOST.additional(Message.Section.EMPTY.saying(1))),
                wrong(
                        "4.1.1",
                        "65535 of each that are not there",
                        HOST.answer(Message.Section.EMPTY.saying(65_535))
                                .authority(Message.Section.EMPTY.saying(65_535))
                                .additional(Message.Section.EMPTY.saying(65_535))),
                wrong(
                        "4.1.1",
                        "two additionals where one is",
                        HOST.additional(record).additional(new Message.Section(2, record))),
                wrong("4.1", "one octet too many", HOST.rest(0)),
                wrong("4.1", "a record too many", HOST.additional(new Message.Section(0, record))),
                wrong("4.1", "a header too many", HOST.rest(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
                wrong(
                        "4.1.3",
                        "data longer than the message",
                        HOST.additional(join(first(record.length - 6, record), octets(1, 0, 192, 0, 2, 1)))),
                wrong("4.1.3", "an owner with a label of unknown kind", HOST.additional(join(octets(0x80), record))),
                row(
                        "4.1.1",
                        "records that no query needs are read past",
                        HOST.answer(new Message.Section(1, record))
                                .authority(new Message.Section(1, record))
                                .additional(record),
                        ADDRESS));
    }

    private static List<Row> transports() {
        return List.of(
                row(
                                "4.2.1",
                                "by UDP a reply of more than 512 octets is cut",
                                query("medium.plain.test", Type.A),
                                truncated())
                        .by(Transport.UDP),
                row("4.2.2", "by TCP it is whole", query("medium.plain.test", Type.A), answerCount(40))
                        .by(Transport.TCP),
                row("4.2.2", "by TCP so is one of 50,000 octets", query("huge.plain.test", Type.TXT), answerCount(200))
                        .by(Transport.TCP),
                row("4.2.1", "by UDP such a one says to ask by TCP", query("huge.plain.test", Type.TXT), truncated())
                        .by(Transport.UDP),
                dialogue("4.2.2", "a length of 0 holds no message", (server, by) -> {
                            try (Connection connection = server.connect()) {
                                connection
                                        .sendRaw(octets(0, 0))
                                        .send(HOST.bytes())
                                        .finish();
                                byte[] reply = connection.receive();
                                assertThat(reply == null || Octets.u16(reply, 0) == HOST.id())
                                        .isTrue();
                            }
                        })
                        .by(Transport.TCP));
    }
}
