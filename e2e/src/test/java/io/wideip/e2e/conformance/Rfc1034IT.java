package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.additionalSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.answersInOrder;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.referral;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Concepts and facilities: how a server finds what it answers. */
final class Rfc1034IT extends Conformance {
    private static final String[] CUT = {
        "cut.plain.test. 900 NS ns1.cut.plain.test.", "cut.plain.test. 900 NS ns2.cut.plain.test."
    };
    private static final String[] GLUE = {
        "ns1.cut.plain.test. 900 A 192.0.2.61",
        "ns1.cut.plain.test. 900 AAAA 2001:db8:0:0:0:0:0:61",
        "ns2.cut.plain.test. 900 A 192.0.2.62"
    };

    @Override
    List<Row> rows() {
        return Stream.of(exact(), aliases(), referrals(), zones())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> exact() {
        return List.of(
                row(
                        "3.1",
                        "letters are compared without case",
                        query("HOST.Plain.tEST", Type.A),
                        answers("HOST.Plain.tEST. 300 A 192.0.2.1")),
                row("3.6", "one record", query("four.plain.test", Type.A), answers("four.plain.test. 300 A 192.0.2.4")),
                row(
                        "3.6",
                        "all records of a set",
                        query("three.plain.test", Type.A),
                        answers(
                                "three.plain.test. 300 A 192.0.2.1",
                                "three.plain.test. 300 A 192.0.2.2",
                                "three.plain.test. 300 A 192.0.2.3")),
                row(
                        "3.6.1",
                        "a TTL of 0 is sent",
                        query("zero.plain.test", Type.A),
                        answers("zero.plain.test. 0 A 192.0.2.8")),
                row(
                        "3.7.1",
                        "a type at a name that has others",
                        query("host.plain.test", Type.TXT),
                        answers("host.plain.test. 300 TXT one two")),
                row("4.2.1", "the apex has its SOA", query("short.test", Type.SOA), Expectation.answerCount(1)),
                row(
                        "4.2.1",
                        "the apex has its NS, with the addresses it knows",
                        query("plain.test", Type.NS),
                        answers("plain.test. 3600 NS ns1.plain.test.", "plain.test. 3600 NS ns.elsewhere.example."),
                        additionalSection(
                                "ns1.plain.test. 3600 A 192.0.2.53",
                                "ns1.plain.test. 3600 AAAA 2001:db8:0:0:0:0:0:53")),
                row(
                        "4.2.1",
                        "a name server inside the zone has its address",
                        query("ns1.plain.test", Type.A),
                        answers("ns1.plain.test. 3600 A 192.0.2.53")),
                row(
                        "4.3.1",
                        "recursion is not offered, and the answer comes all the same",
                        query("host.plain.test", Type.A).flags(Message.RD),
                        answers("host.plain.test. 300 A 192.0.2.1")),
                row(
                        "4.3.2 step 3a",
                        "a name without the type",
                        query("host.plain.test", Type.MX),
                        noData("plain.test.")),
                row(
                        "4.3.2 step 3c",
                        "a name that is not",
                        query("nothing.plain.test", Type.A),
                        nameError("plain.test.")),
                row(
                        "4.3.2 step 3c",
                        "a name deep below one that is",
                        query("x.y.host.plain.test", Type.A),
                        nameError("plain.test.")),
                row(
                        "4.3.3",
                        "a wildcard answers in the name asked for",
                        query("any.wild.plain.test", Type.A),
                        answers("any.wild.plain.test. 300 A 192.0.2.7")));
    }

    private static List<Row> aliases() {
        return List.of(
                row(
                        "3.6.2",
                        "an alias comes with what it leads to",
                        query("alias.plain.test", Type.A),
                        answersInOrder(
                                "alias.plain.test. 300 CNAME host.plain.test.", "host.plain.test. 300 A 192.0.2.1")),
                row(
                        "3.6.2",
                        "an alias asked for itself is not followed",
                        query("alias.plain.test", Type.CNAME),
                        answers("alias.plain.test. 300 CNAME host.plain.test.")),
                row(
                        "3.6.2",
                        "an alias of an alias of an alias",
                        query("longchain.plain.test", Type.A),
                        answersInOrder(
                                "longchain.plain.test. 100 CNAME chain.plain.test.",
                                "chain.plain.test. 200 CNAME alias.plain.test.",
                                "alias.plain.test. 300 CNAME host.plain.test.",
                                "host.plain.test. 300 A 192.0.2.1")),
                row(
                        "3.6.2",
                        "an alias to a name outside",
                        query("outside.plain.test", Type.A),
                        answers("outside.plain.test. 300 CNAME www.elsewhere.example.")),
                row(
                        "3.6.2",
                        "an alias in capital letters",
                        query("ALIAS.PLAIN.TEST", Type.AAAA),
                        answersInOrder(
                                "ALIAS.PLAIN.TEST. 300 CNAME host.PLAIN.TEST.",
                                "host.PLAIN.TEST. 300 AAAA 2001:db8:0:0:0:0:0:1")),
                row(
                        "4.3.2 step 3a",
                        "an alias into a wildcard",
                        query("towild.plain.test", Type.A),
                        answersInOrder(
                                "towild.plain.test. 300 CNAME any.wild.plain.test.",
                                "any.wild.plain.test. 300 A 192.0.2.7")),
                row(
                        "4.3.2 step 3a",
                        "an alias to a name that lacks the type",
                        query("alias.plain.test", Type.MX),
                        Rfc2308IT.alias(Rcode.NOERROR, "plain.test.", "alias.plain.test. 300 CNAME host.plain.test.")),
                row(
                        "4.3.2 step 3a",
                        "an alias to an empty non-terminal",
                        query("toempty.plain.test", Type.A),
                        Rfc2308IT.alias(
                                Rcode.NOERROR, "plain.test.", "toempty.plain.test. 300 CNAME b.deep.plain.test.")),
                row(
                        "4.3.2 step 3b",
                        "an alias to a name below a delegation",
                        query("tocut.plain.test", Type.A),
                        Expectation.rcode(Rcode.NOERROR),
                        Expectation.answerSection("tocut.plain.test. 300 CNAME www.cut.plain.test."),
                        Expectation.authoritySection(CUT),
                        additionalSection(GLUE)),
                row(
                        "3.6.2",
                        "an alias into a zone below, served here too, is the client's to follow",
                        query("tonested.plain.test", Type.A),
                        answers("tonested.plain.test. 300 CNAME host.nested.plain.test.")),
                row(
                        "3.6.2",
                        "so is one into a zone beside it",
                        query("toother.plain.test", Type.A),
                        answers("toother.plain.test. 300 CNAME host.short.test.")),
                row(
                        "3.6.2",
                        "sixteen aliases are followed",
                        query("a1.plain.test", Type.A),
                        answersInOrder(aliasesFrom(1, "a17.plain.test. 300 A 192.0.2.19"))),
                row(
                        "3.6.2",
                        "and no more than these",
                        query("a0.plain.test", Type.A),
                        answersInOrder(aliasesFrom(0, "a16.plain.test. 300 CNAME a17.plain.test."))),
                row(
                        "3.6.2",
                        "an alias of itself ends",
                        query("toself.plain.test", Type.A),
                        answers("toself.plain.test. 300 CNAME toself.plain.test.")),
                row(
                        "3.6.2",
                        "aliases in a ring end",
                        query("loop-a.plain.test", Type.A),
                        answersInOrder(
                                "loop-a.plain.test. 300 CNAME loop-b.plain.test.",
                                "loop-b.plain.test. 300 CNAME loop-c.plain.test.",
                                "loop-c.plain.test. 300 CNAME loop-a.plain.test.")));
    }

    /** Sixteen of the aliases that lead from a0 to a17, and what comes behind them. */
    private static String[] aliasesFrom(int first, String last) {
        Stream<String> aliases = IntStream.range(first, first + 16)
                .mapToObj(i -> "a%d.plain.test. 300 CNAME a%d.plain.test.".formatted(i, i + 1));
        return Stream.concat(aliases, Stream.of(last)).toArray(String[]::new);
    }

    private static List<Row> referrals() {
        return List.of(
                row(
                        "4.3.2 step 3b",
                        "a name below a cut",
                        query("www.cut.plain.test", Type.A),
                        referral(CUT),
                        additionalSection(GLUE)),
                row(
                        "4.3.2 step 3b",
                        "a name far below a cut",
                        query("a.b.c.d.cut.plain.test", Type.MX),
                        referral(CUT),
                        additionalSection(GLUE)),
                row(
                        "4.3.2 step 3b",
                        "the cut itself",
                        query("cut.plain.test", Type.A),
                        referral(CUT),
                        additionalSection(GLUE)),
                row(
                        "4.3.2 step 3b",
                        "the NS of a cut are no answer here",
                        query("cut.plain.test", Type.NS),
                        referral(CUT),
                        additionalSection(GLUE)),
                row(
                        "4.3.2 step 3b",
                        "the SOA of a cut is not here",
                        query("cut.plain.test", Type.SOA),
                        referral(CUT),
                        additionalSection(GLUE)),
                row(
                        "4.2.1",
                        "glue is not authoritative data",
                        query("ns1.cut.plain.test", Type.A),
                        referral(CUT),
                        additionalSection(GLUE)),
                row(
                        "4.2.1",
                        "nor is what glue has not",
                        query("ns1.cut.plain.test", Type.TXT),
                        referral(CUT),
                        additionalSection(GLUE)),
                row(
                        "4.3.2 step 3b",
                        "servers elsewhere need no glue",
                        query("www.far.plain.test", Type.A),
                        referral(
                                "far.plain.test. 900 NS ns1.elsewhere.example.",
                                "far.plain.test. 900 NS ns2.elsewhere.example."),
                        additionalSection()),
                row(
                        "4.3.2 step 3b",
                        "a server that has its address in the zone itself",
                        query("www.near.plain.test", Type.A),
                        referral("near.plain.test. 900 NS host.plain.test.")),
                row(
                        "4.3.2 step 3b",
                        "a referral tells letters apart no more than an answer does",
                        query("WWW.Cut.pLAIN.test", Type.A),
                        referral(
                                "cut.pLAIN.test. 900 NS ns1.cut.pLAIN.test.",
                                "cut.pLAIN.test. 900 NS ns2.cut.pLAIN.test.")));
    }

    private static List<Row> zones() {
        return List.of(
                row(
                        "4.3.2 step 2",
                        "the nearest zone answers",
                        query("host.nested.plain.test", Type.A),
                        answers("host.nested.plain.test. 300 A 192.0.2.71")),
                row(
                        "4.3.2 step 2",
                        "the nearest zone denies",
                        query("nothing.nested.plain.test", Type.A),
                        nameError("nested.plain.test.")),
                row(
                        "4.3.2 step 2",
                        "the nearest zone has its own apex",
                        query("nested.plain.test", Type.NS),
                        answers("nested.plain.test. 3600 NS ns1.nested.plain.test."),
                        additionalSection("ns1.nested.plain.test. 3600 A 192.0.2.54")),
                row(
                        "4.3.2 step 2",
                        "between two zones the upper one answers",
                        query("below.plain.test", Type.A),
                        noData("plain.test.")),
                row(
                        "4.3.2 step 2",
                        "beside a zone the upper one denies",
                        query("x.below.plain.test", Type.A),
                        nameError("plain.test.")),
                row("4.3.2 step 2", "no zone here", query("www.elsewhere.example.net", Type.A), error(Rcode.REFUSED)),
                row("4.3.2 step 2", "the zone above one of ours", query("test", Type.SOA), error(Rcode.REFUSED)),
                row("4.3.2 step 2", "the root", query(".", Type.NS), error(Rcode.REFUSED)),
                row(
                        "4.3.2 step 2",
                        "a name that only ends like one of ours",
                        query("notplain.test", Type.A),
                        error(Rcode.REFUSED)));
    }
}
