package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.noOptions;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.option;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static io.wideip.e2e.conformance.Row.wrong;

import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Client subnet: what is malformed, what comes back, and the scope that is true. */
final class Rfc7871IT extends Conformance {
    private static final String EAST = "near.gslb.test. 30 A 192.0.2.10";
    private static final String WEST = "near.gslb.test. 30 A 198.51.100.10";

    @Override
    List<Row> rows() {
        return Stream.of(scopes(), optOut(), malformed()).flatMap(List::stream).toList();
    }

    private static Row asked(String section, String what, String name, String subnet, String answered, String record) {
        return row(
                section,
                what,
                query(name, Type.A).edns(Edns.edns().option(Edns.CLIENT_SUBNET, subnet)),
                answers(record),
                option(Edns.CLIENT_SUBNET, answered));
    }

    private static List<Row> scopes() {
        String host = "host.plain.test. 300 A 192.0.2.1";
        return List.of(
                asked(
                        "7.2.1",
                        "an answer for everybody has scope 0",
                        "host.plain.test",
                        "0001 18 00 0A0102",
                        "0001 18 00 0A0102",
                        host),
                asked(
                        "7.2.1",
                        "so has that of a policy that does not ask",
                        "first.gslb.test",
                        "0001 18 00 0A0102",
                        "0001 18 00 0A0102",
                        "first.gslb.test. 30 A 192.0.2.10"),
                asked(
                        "7.2.1",
                        "the scope is the rule's, shorter than what was asked",
                        "near.gslb.test",
                        "0001 18 00 0A0102",
                        "0001 18 10 0A0102",
                        EAST),
                asked(
                        "7.2.1",
                        "the scope is as long as a longer rule beside it needs",
                        "near.gslb.test",
                        "0001 18 00 0A0203",
                        "0001 18 18 0A0203",
                        EAST),
                asked(
                        "7.2.1",
                        "a scope longer than what was asked",
                        "near.gslb.test",
                        "0001 10 00 0A02",
                        "0001 10 17 0A02",
                        WEST),
                asked("7.2.1", "a whole address", "near.gslb.test", "0001 20 00 0A010203", "0001 20 10 0A010203", EAST),
                asked(
                        "7.2.1",
                        "a prefix that ends within an octet",
                        "near.gslb.test",
                        "0001 14 00 0A0110",
                        "0001 14 10 0A0110",
                        EAST),
                asked("7.2.1", "IPv6", "near.gslb.test", "0002 30 00 20010DB80002", "0002 30 30 20010DB80002", WEST),
                asked(
                        "7.2.1",
                        "IPv6, a whole address",
                        "near.gslb.test",
                        "0002 80 00 20010DB8000100000000000000000001",
                        "0002 80 30 20010DB8000100000000000000000001",
                        EAST),
                row(
                        "7.2.1",
                        "a hash has the scope that it takes",
                        query("hashed.gslb.test", Type.A)
                                .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        answerCount(1),
                        option(Edns.CLIENT_SUBNET, "0001 18 14 0A0102")),
                row(
                        "7.2.1",
                        "a hash of IPv6 has its own",
                        query("hashed.gslb.test", Type.AAAA)
                                .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0002 38 00 20010DB8000100")),
                        answerCount(1),
                        option(Edns.CLIENT_SUBNET, "0002 38 2C 20010DB8000100")),
                row(
                        "7.2.1",
                        "an alias has the scope of what it leads to",
                        query("tonear.gslb.test", Type.A)
                                .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        answers("tonear.gslb.test. 300 CNAME near.gslb.test.", EAST),
                        option(Edns.CLIENT_SUBNET, "0001 18 10 0A0102")),
                row(
                        "7.2.1",
                        "without the option there is none in the reply",
                        query("near.gslb.test", Type.A).edns(),
                        answers(WEST),
                        noOptions()),
                row("6", "without EDNS there is none", query("near.gslb.test", Type.A), answers(WEST), noEdns()),
                row(
                        "7.2.1",
                        "a denial holds for everybody",
                        query("nothing.gslb.test", Type.A)
                                .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        nameError("gslb.test."),
                        option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                row(
                        "7.2.1",
                        "so does a type that the wide IP has not",
                        query("near.gslb.test", Type.MX)
                                .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        noData("gslb.test."),
                        option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                row(
                        "7.2.1",
                        "and a referral",
                        query("www.cut.plain.test", Type.A)
                                .edns(Edns.edns().option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        notAuthoritative(),
                        option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")));
    }

    private static List<Row> optOut() {
        return List.of(
                asked(
                        "7.1.2",
                        "/0 leaves the client out: the resolver's address counts, and the scope is 0",
                        "near.gslb.test",
                        "0001 00 00",
                        "0001 00 00",
                        WEST),
                asked("7.1.2", "/0 of IPv6", "near.gslb.test", "0002 00 00", "0002 00 00", WEST),
                asked("7.1.2", "/0 without a family", "near.gslb.test", "0000 00 00", "0000 00 00", WEST),
                asked(
                        "7.1.2",
                        "/0 where nobody asks",
                        "host.plain.test",
                        "0001 00 00",
                        "0001 00 00",
                        "host.plain.test. 300 A 192.0.2.1"));
    }

    private static Row badOption(String section, String what, String option) {
        return row(
                section,
                what,
                query("near.gslb.test", Type.A).edns(Edns.edns().option(Edns.CLIENT_SUBNET, option)),
                rcode(Rcode.FORMERR),
                edns(),
                noOption(Edns.CLIENT_SUBNET));
    }

    private static List<Row> malformed() {
        return List.of(
                badOption("6", "no data", ""),
                badOption("6", "half a family", "00"),
                badOption("6", "no prefix", "0001"),
                badOption("6", "no scope", "0001 18"),
                badOption("6", "no address where a prefix needs one", "0001 18 00"),
                badOption("6", "an address too short", "0001 18 00 0A01"),
                badOption("6", "an address too long", "0001 18 00 0A010200"),
                badOption("6", "an address behind /0", "0001 00 00 0A"),
                badOption("6", "a bit behind the prefix", "0001 17 00 0A0101"),
                badOption("6", "all bits behind the prefix", "0001 11 00 0A01FF"),
                badOption("6", "IPv6 with a bit behind the prefix", "0002 2F 00 20010DB80001"),
                badOption("7.1.1", "a scope in a query", "0001 18 10 0A0102"),
                badOption("7.1.1", "a prefix longer than IPv4", "0001 21 00 0A01020300"),
                badOption(
                        "7.1.1", "a prefix longer than IPv6", "0002 81 00 2001 0DB8 0000 0000 0000 0000 0000 0000 00"),
                badOption("7.1.1", "an unknown family", "0003 18 00 0A0102"),
                badOption("7.1.1", "an unknown family with /0", "0003 00 00"),
                badOption("7.1.1", "no family with a prefix", "0000 08 00 0A"),
                wrong(
                        "7.1.1",
                        "the option twice",
                        query("near.gslb.test", Type.A)
                                .edns(Edns.edns()
                                        .option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")
                                        .option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102"))));
    }
}
