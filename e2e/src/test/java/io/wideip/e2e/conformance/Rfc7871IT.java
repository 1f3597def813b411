package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.answersInOrder;
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
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.row;
import static io.wideip.e2e.conformance.Row.wrong;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Client subnet: what is malformed, what comes back, and the scope that is true. */
final class Rfc7871IT extends Conformance {
    private static final Message NEAR = query("near.gslb.test", Type.A);
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Message HASHED = query("hashed.gslb.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");
    private static final Expectation EAST = answers("near.gslb.test. 30 A 192.0.2.10");
    private static final Expectation WEST = answers("near.gslb.test. 30 A 198.51.100.10");

    @Override
    List<Row> rows() {
        return Stream.of(scopes(), untold(), optOut(), malformed())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> scopes() {
        return List.of(
                scoped("an answer for everybody has scope 0", HOST, "10.1.2.0/24", 0, ADDRESS),
                scoped(
                        "so has that of a policy that does not ask",
                        query("first.gslb.test", Type.A),
                        "10.1.2.0/24",
                        0,
                        answers("first.gslb.test. 30 A 192.0.2.10")),
                scoped("the scope is the rule's, shorter than what was asked", NEAR, "10.1.2.0/24", 16, EAST),
                scoped("the scope is as long as a longer rule inside it needs", NEAR, "10.2.3.0/24", 24, EAST),
                scoped("and beside that longer rule, too", NEAR, "10.2.2.0/24", 24, WEST),
                scoped("a scope longer than what was asked", NEAR, "10.2.0.0/16", 23, WEST),
                scoped("a whole address", NEAR, "10.1.2.3/32", 16, EAST),
                scoped("a prefix that ends within an octet", NEAR, "10.1.16.0/20", 16, EAST),
                row(
                        "7.2.1",
                        "of two options the first counts",
                        NEAR.edns(Edns.edns()
                                .option(Edns.CLIENT_SUBNET, subnet("10.1.2.0/24", 0))
                                .option(Edns.CLIENT_SUBNET, subnet("10.2.2.0/24", 0))),
                        EAST,
                        option(Edns.CLIENT_SUBNET, subnet("10.1.2.0/24", 16))),
                scoped("IPv6", NEAR, "2001:db8:2::/48", 48, WEST),
                scoped("IPv6, a whole address", NEAR, "2001:db8:1::1/128", 48, EAST),
                scoped("a hash has the scope that it takes", HASHED, "10.1.2.0/24", 20, answerCount(1)),
                scoped(
                        "a hash of IPv6 has its own",
                        query("hashed.gslb.test", Type.AAAA),
                        "2001:db8:1::/56",
                        44,
                        answerCount(1)),
                scoped(
                        "an alias has the scope of what it leads to",
                        query("tonear.gslb.test", Type.A),
                        "10.1.2.0/24",
                        16,
                        answersInOrder(
                                "tonear.gslb.test. 300 CNAME near.gslb.test.", "near.gslb.test. 30 A 192.0.2.10")),
                scoped(
                        "a denial holds for everybody",
                        query("nothing.gslb.test", Type.A),
                        "10.1.2.0/24",
                        0,
                        nameError("gslb.test.")),
                scoped(
                        "so does a type that the wide IP has not",
                        query("near.gslb.test", Type.MX),
                        "10.1.2.0/24",
                        0,
                        noData("gslb.test.")),
                scoped("and a referral", query("www.cut.plain.test", Type.A), "10.1.2.0/24", 0, notAuthoritative()));
    }

    private static Row scoped(String what, Message query, String network, int scope, Expectation answer) {
        return row(
                "7.2.1",
                what,
                query.edns(Edns.edns().option(Edns.CLIENT_SUBNET, subnet(network, 0))),
                answer,
                option(Edns.CLIENT_SUBNET, subnet(network, scope)));
    }

    /** Family, both prefix lengths, and as many octets of the address as the first length needs (section 6). */
    private static byte[] subnet(String network, int scope) {
        String[] parts = network.split("/", 2);
        int source = Integer.parseInt(parts[1]);
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            return join(octets(0, address.length == 4 ? 1 : 2, source, scope), first((source + 7) / 8, address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<Row> untold() {
        return List.of(
                row("7.2.1", "without the option there is none in the reply", NEAR.edns(), WEST, noOptions()),
                row("7.2.1", "without EDNS neither", NEAR, WEST, noEdns()));
    }

    private static List<Row> optOut() {
        return List.of(
                leftOut("/0: the resolver's address counts", NEAR, "0001 00 00", WEST),
                leftOut("/0 of IPv6", NEAR, "0002 00 00", WEST),
                leftOut("/0 without a family", NEAR, "0000 00 00", WEST),
                leftOut("/0 where nobody asks", HOST, "0001 00 00", ADDRESS));
    }

    /** The option comes back as it was, so with scope 0. */
    private static Row leftOut(String what, Message query, String none, Expectation answer) {
        return row(
                "7.1.2",
                what,
                query.edns(Edns.edns().option(Edns.CLIENT_SUBNET, none)),
                answer,
                option(Edns.CLIENT_SUBNET, none));
    }

    private static Row badOption(String section, String what, String option) {
        return row(
                section,
                what,
                NEAR.edns(Edns.edns().option(Edns.CLIENT_SUBNET, option)),
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
                badOption("6", "a scope in a query", "0001 18 10 0A0102"),
                badOption("6", "a prefix longer than IPv4", "0001 21 00 0A01020300"),
                badOption("6", "a prefix longer than IPv6", "0002 81 00 2001 0DB8 0000 0000 0000 0000 0000 0000 00"),
                badOption("7.2.1", "an unknown family", "0003 18 00 0A0102"),
                badOption("7.2.1", "an unknown family with /0", "0003 00 00"),
                badOption("7.2.1", "no family with a prefix", "0000 08 00 0A"),
                wrong(
                        "7.2.1",
                        "the second of two",
                        NEAR.edns(Edns.edns()
                                .option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")
                                .option(Edns.CLIENT_SUBNET, "0001 18 00 0A01"))));
    }
}
