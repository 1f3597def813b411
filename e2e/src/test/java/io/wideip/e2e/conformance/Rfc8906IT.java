package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.errorByHeaderAlone;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.option;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.truncated;
import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** The probes with which operators find servers that fail to communicate. */
final class Rfc8906IT extends Conformance {
    private static final Message SOA = query("plain.test", Type.SOA);
    private static final Expectation ANSWER = answerCount(1);

    @Override
    List<Row> rows() {
        return List.of(
                row("8.1.1", "is the server configured for the zone?", SOA, ANSWER, noEdns()),
                row("8.1.2", "unknown types", query("plain.test", 1_000), noData("plain.test.")),
                row("8.1.3.1", "CD=1", SOA.flags(Message.CD), ANSWER),
                row("8.1.3.2", "AD=1", SOA.flags(Message.AD), ANSWER),
                row("8.1.3.3", "the reserved bit", SOA.flags(Message.Z), ANSWER),
                row("8.1.3.4", "RD=1", SOA.flags(Message.RD), ANSWER),
                row("8.1.4", "an unknown opcode, header alone", empty().opcode(15), errorByHeaderAlone(Rcode.NOTIMP)),
                row("8.1.4", "an unknown opcode, with a question", SOA.opcode(15), rcode(Rcode.NOTIMP)),
                row(
                        "8.1.4",
                        "an unknown opcode, with what is no question",
                        empty().opcode(15).question(new Message.Section(1, octets(0xff, 0xff, 0xff))),
                        rcode(Rcode.NOTIMP)),
                row("8.1.5", "TCP", SOA, ANSWER).by(Transport.TCP),
                row("8.2.1", "minimal EDNS", SOA.edns(), ANSWER, edns()),
                row("8.2.2", "EDNS version 1", SOA.edns(Edns.edns().version(1)), rcode(Rcode.BADVERS), edns()),
                row("8.2.3", "an unknown option", SOA.edns(Edns.edns().option(100, "")), ANSWER, edns(), noOption(100)),
                row("8.2.4", "an unknown flag", SOA.edns(Edns.edns().flags(0x40)), ANSWER, edns()),
                row(
                        "8.2.5",
                        "version 1 with an unknown flag",
                        SOA.edns(Edns.edns().version(1).flags(0x40)),
                        rcode(Rcode.BADVERS),
                        edns()),
                row(
                        "8.2.6",
                        "version 1 with an unknown option",
                        SOA.edns(Edns.edns().version(1).option(100, "")),
                        rcode(Rcode.BADVERS),
                        edns(),
                        noOption(100)),
                row(
                                "8.2.7",
                                "a truncated reply keeps OPT",
                                query("big.plain.test", Type.TXT)
                                        .edns(Edns.edns().size(512).flags(Edns.DO)),
                                truncated(),
                                edns())
                        .by(Transport.UDP),
                row(
                        "8.2.8",
                        "DO=1",
                        SOA.edns(Edns.edns().flags(Edns.DO)),
                        ANSWER,
                        reply -> assertThat(reply.optFlags()).isEqualTo(Edns.DO)),
                row(
                        "8.2.9",
                        "version 1 with DO=1",
                        SOA.edns(Edns.edns().version(1).flags(Edns.DO)),
                        rcode(Rcode.BADVERS),
                        edns()),
                row(
                        "8.2.10",
                        "several options at once",
                        SOA.edns(Edns.edns()
                                .option(Edns.NSID, "")
                                .option(Edns.CLIENT_SUBNET, "0001 00 00")
                                .option(Edns.COOKIE, "0102030405060708")
                                .option(Edns.EXPIRE, "")),
                        ANSWER,
                        edns(),
                        option(Edns.CLIENT_SUBNET, "0001 00 00"),
                        noOption(Edns.EXPIRE)));
    }
}
