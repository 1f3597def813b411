package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.noOptions;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.truncated;
import static io.wideip.e2e.conformance.Message.address;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.each;
import static io.wideip.e2e.conformance.Row.row;
import static io.wideip.e2e.conformance.Row.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** EDNS(0): where OPT may stand, versions, sizes, flags, options. */
final class Rfc6891IT extends Conformance {
    private static final Edns OPT = Edns.edns();
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        return Stream.of(places(), versions(), sizes(), options())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> places() {
        return List.of(
                row("6.1.1", "OPT is answered with OPT", HOST.edns(), ADDRESS, edns(), noOptions()),
                row("7", "no OPT is answered without", HOST, ADDRESS, noEdns()),
                row(
                        "6.1.1",
                        "OPT behind another record",
                        HOST.additional(address("x.plain.test")).edns(),
                        ADDRESS,
                        edns()),
                row(
                        "6.1.1",
                        "OPT before another record",
                        HOST.edns().additional(address("x.plain.test")),
                        ADDRESS,
                        edns()),
                wrong("6.1.1", "two OPT", HOST.edns().edns()),
                wrong("6.1.1", "two OPT that differ", HOST.edns().edns(OPT.size(4096))),
                wrong("6.1.1", "three OPT", HOST.edns().edns().edns()),
                row(
                        "6.1.1",
                        "OPT with a NODATA",
                        query("host.plain.test", Type.MX).edns(),
                        noData("plain.test."),
                        edns()),
                row(
                        "6.1.1",
                        "OPT with an NXDOMAIN",
                        query("nothing.plain.test", Type.A).edns(),
                        nameError("plain.test."),
                        edns()),
                row(
                        "6.1.1",
                        "OPT with a referral",
                        query("www.cut.plain.test", Type.A).edns(),
                        notAuthoritative(),
                        edns()),
                row(
                        "6.1.1",
                        "OPT with a refusal",
                        query("elsewhere.example.net", Type.A).edns(),
                        error(Rcode.REFUSED),
                        edns()),
                row(
                        "6.1.1",
                        "OPT with a type that is not implemented",
                        query("host.plain.test", Type.MAILB).edns(),
                        error(Rcode.NOTIMP),
                        edns()),
                row(
                        "6.1.1",
                        "OPT in the answer section is none",
                        HOST.answer(new Message.Section(1, OPT.record())),
                        ADDRESS,
                        noEdns()),
                row(
                        "6.1.1",
                        "OPT in the authority section is none",
                        HOST.authority(new Message.Section(1, OPT.record())),
                        ADDRESS,
                        noEdns()),
                row(
                        "6.1.2",
                        "OPT of a name is none",
                        HOST.additional(OPT.record(name("plain.test"), 0)),
                        ADDRESS,
                        noEdns()),
                wrong("6.1.2", "OPT longer than the message", HOST.additional(OPT.record(octets(0), 4))),
                wrong("6.1.2", "OPT cut off in its middle", HOST.additional(first(7, OPT.record()))),
                wrong("6.1.2", "octets behind OPT", HOST.edns().rest(0, 0)));
    }

    private static List<Row> versions() {
        return List.of(
                each(
                        "6.1.3",
                        "every version but 0",
                        IntStream.rangeClosed(1, 255)
                                .mapToObj(version ->
                                        HOST.edns(OPT.version(version)).bytes())
                                .toList(),
                        rcode(Rcode.BADVERS),
                        edns()),
                row(
                        "6.1.3",
                        "version 1 of a name that is not",
                        query("nothing.plain.test", Type.A).edns(OPT.version(1)),
                        rcode(Rcode.BADVERS),
                        edns()),
                row(
                        "6.1.3",
                        "version 1 of what is elsewhere",
                        query("elsewhere.example.net", Type.A).edns(OPT.version(1)),
                        rcode(Rcode.BADVERS),
                        edns()),
                row(
                        "6.1.3",
                        "version 1 with options that version 0 finds wrong",
                        HOST.edns(OPT.version(1).raw(octets(0, 8, 0, 1, 7))),
                        rcode(Rcode.BADVERS),
                        noOptions()),
                row(
                        "6.1.3",
                        "upper bits of a response code in a query mean nothing",
                        HOST.additional(join(octets(0, 0, 41, 4, 208, 255, 0, 0, 0, 0, 0))),
                        ADDRESS,
                        edns()),
                row(
                        "6.1.4",
                        "DO is copied",
                        HOST.edns(OPT.flags(Edns.DO)),
                        ADDRESS,
                        reply -> assertThat(reply.optFlags()).isEqualTo(Edns.DO)),
                each(
                        "6.1.4",
                        "no other flag is",
                        IntStream.range(0, 15)
                                .mapToObj(bit -> HOST.edns(OPT.flags(1 << bit)).bytes())
                                .toList(),
                        ADDRESS,
                        reply -> assertThat(reply.optFlags()).isZero()),
                row(
                        "6.1.4",
                        "all flags at once",
                        HOST.edns(OPT.flags(0xffff)),
                        ADDRESS,
                        reply -> assertThat(reply.optFlags()).isEqualTo(Edns.DO)));
    }

    private static List<Row> sizes() {
        Message medium = query("medium.plain.test", Type.A);
        return List.of(
                row(
                        "6.2.4",
                        "our size is said",
                        HOST.edns(),
                        ADDRESS,
                        reply -> assertThat(reply.optSize()).isEqualTo(1232)),
                row(
                        "6.2.3",
                        "a query of our size is read to its end",
                        HOST.edns(OPT.option(65_001, new byte[1232 - HOST.edns().bytes().length - 4])),
                        ADDRESS,
                        edns(),
                        noOptions()),
                each(
                        "6.2.3",
                        "less than 512 counts as 512",
                        IntStream.of(0, 1, 12, 511)
                                .mapToObj(size -> HOST.edns(OPT.size(size)).bytes())
                                .toList(),
                        ADDRESS),
                each(
                                "6.2.3",
                                "a reply of more than the client's size is cut",
                                IntStream.of(0, 511, 512, 600)
                                        .mapToObj(size ->
                                                medium.edns(OPT.size(size)).bytes())
                                        .toList(),
                                truncated(),
                                edns())
                        .by(Transport.UDP),
                row("6.2.3", "a reply that fits is not", medium.edns(), answerCount(40), edns()),
                row(
                                "6.2.5",
                                "more than 1232 octets never leave by UDP",
                                query("big.plain.test", Type.TXT).edns(OPT.size(65_535)),
                                truncated(),
                                edns())
                        .by(Transport.UDP),
                row(
                                "6.2.5",
                                "by TCP the size means nothing",
                                query("big.plain.test", Type.TXT).edns(OPT.size(512)),
                                answerCount(10))
                        .by(Transport.TCP),
                row("6.2.3", "a reply that just fits, without OPT's place it would", fitting(-1), truncated())
                        .by(Transport.UDP),
                row("6.2.3", "a reply that just fits", fitting(0), answerCount(40))
                        .by(Transport.UDP));
    }

    /** The forty addresses of {@code medium} in as many octets as they need, or so many more. */
    private static Message fitting(int more) {
        Message medium = query("medium.plain.test", Type.A);
        int size = medium.bytes().length + 40 * 16 + 11;
        return medium.edns(OPT.size(size + more));
    }

    private static List<Row> options() {
        return List.of(
                row(
                        "6.1.2",
                        "an unknown option is passed over",
                        HOST.edns(OPT.option(65_001, "0102")),
                        ADDRESS,
                        noOptions()),
                row("6.1.2", "an unknown option without data", HOST.edns(OPT.option(65_001, "")), ADDRESS, noOptions()),
                row("6.1.2", "option 0", HOST.edns(OPT.option(0, "00")), ADDRESS, noOptions()),
                row("6.1.2", "option 65535", HOST.edns(OPT.option(65_535, "ff")), ADDRESS, noOptions()),
                row(
                        "6.1.2",
                        "an unknown option twice",
                        HOST.edns(OPT.option(65_001, "01").option(65_001, "02")),
                        ADDRESS,
                        noOptions()),
                row("6.1.2", "a hundred unknown options", HOST.edns(many()), ADDRESS, noOptions()),
                row(
                        "6.1.2",
                        "a large unknown option",
                        HOST.edns(OPT.option(65_001, new byte[400])),
                        ADDRESS,
                        noOptions()),
                row(
                        "6.1.2",
                        "EXPIRE is for transfers alone",
                        query("plain.test", Type.SOA).edns(OPT.option(Edns.EXPIRE, "")),
                        answerCount(1),
                        noOption(Edns.EXPIRE)),
                wrong("6.1.2", "an option longer than OPT", HOST.edns(OPT.raw(octets(253, 233, 0, 9, 1)))),
                wrong(
                        "6.1.2",
                        "an option of 65535 octets that are not there",
                        HOST.edns(OPT.raw(octets(253, 233, 255, 255)))),
                each(
                        "6.1.2",
                        "an option cut off in its head",
                        IntStream.of(1, 2, 3)
                                .mapToObj(size ->
                                        HOST.edns(OPT.raw(new byte[size])).bytes())
                                .toList(),
                        rcode(Rcode.FORMERR)),
                wrong(
                        "6.1.2",
                        "a good option before one that is cut off",
                        HOST.edns(OPT.option(65_001, "01").raw(octets(0, 8, 0)))));
    }

    private static Edns many() {
        Edns edns = OPT;
        for (int i = 0; i < 100; i++) {
            edns = edns.option(65_001 + i, "");
        }
        return edns;
    }
}
