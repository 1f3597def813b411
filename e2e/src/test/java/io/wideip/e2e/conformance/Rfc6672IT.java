package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.answersInOrder;
import static io.wideip.e2e.conformance.Expectation.authoritative;
import static io.wideip.e2e.conformance.Expectation.authoritySection;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** DNAME: every name below it leads elsewhere. */
final class Rfc6672IT extends Conformance {
    private static final String INSIDE = "inside.dname.test. 300 DNAME other.dname.test.";
    private static final String OUTSIDE = "outside.dname.test. 300 DNAME elsewhere.example.";

    @Override
    List<Row> rows() {
        return Stream.of(followed(), owners(), ends()).flatMap(List::stream).toList();
    }

    private static List<Row> followed() {
        return List.of(
                row(
                        "2.2",
                        "a name below leads to the same name elsewhere in the zone",
                        query("x.inside.dname.test", Type.A),
                        answersInOrder(
                                INSIDE,
                                "x.inside.dname.test. 300 CNAME x.other.dname.test.",
                                "x.other.dname.test. 200 A 192.0.2.31")),
                row(
                        "2.2",
                        "a name far below into a wildcard",
                        query("a.b.w.inside.dname.test", Type.A),
                        answersInOrder(
                                INSIDE,
                                "a.b.w.inside.dname.test. 300 CNAME a.b.w.other.dname.test.",
                                "a.b.w.other.dname.test. 200 A 192.0.2.33")),
                row(
                        "2.2",
                        "a name below one that leads outside",
                        query("a.b.outside.dname.test", Type.A),
                        answersInOrder(OUTSIDE, "a.b.outside.dname.test. 300 CNAME a.b.elsewhere.example.")),
                row(
                        "3.2",
                        "one DNAME after another",
                        query("x.row.dname.test", Type.A),
                        answersInOrder(
                                "row.dname.test. 100 DNAME inside.dname.test.",
                                "x.row.dname.test. 100 CNAME x.inside.dname.test.",
                                INSIDE,
                                "x.inside.dname.test. 300 CNAME x.other.dname.test.",
                                "x.other.dname.test. 200 A 192.0.2.31")),
                row(
                        "3.2",
                        "an alias to a name below",
                        query("alias.dname.test", Type.A),
                        answersInOrder(
                                "alias.dname.test. 300 CNAME x.inside.dname.test.",
                                INSIDE,
                                "x.inside.dname.test. 300 CNAME x.other.dname.test.",
                                "x.other.dname.test. 200 A 192.0.2.31")),
                row(
                        "3.1",
                        "the CNAME has the TTL of the DNAME",
                        query("x.row.dname.test", Type.CNAME),
                        answersInOrder(
                                "row.dname.test. 100 DNAME inside.dname.test.",
                                "x.row.dname.test. 100 CNAME x.inside.dname.test.")),
                row(
                        "3.1",
                        "with EDNS the CNAME is there all the same",
                        query("x.outside.dname.test", Type.A).edns(),
                        answersInOrder(OUTSIDE, "x.outside.dname.test. 300 CNAME x.elsewhere.example.")),
                row(
                        "2.2",
                        "letters of the question",
                        query("X.InSide.dname.TEST", Type.A),
                        answersInOrder(
                                "inside.dname.TEST. 300 DNAME other.dname.test.",
                                "X.InSide.dname.TEST. 300 CNAME x.other.dname.test.",
                                "x.other.dname.test. 200 A 192.0.2.31")),
                row(
                        "3.2",
                        "below a DNAME at an apex",
                        query("x.apex-dname.test", Type.A),
                        answersInOrder(
                                "apex-dname.test. 300 DNAME elsewhere.example.",
                                "x.apex-dname.test. 300 CNAME x.elsewhere.example.")));
    }

    private static List<Row> owners() {
        return List.of(
                row(
                        "2.3",
                        "the owner itself is not redirected",
                        query("inside.dname.test", Type.A),
                        answers("inside.dname.test. 300 A 192.0.2.32")),
                row(
                        "2.3",
                        "nor is it denied what it has not",
                        query("inside.dname.test", Type.MX),
                        noData("dname.test.")),
                row("2.3", "asked for DNAME it tells it", query("outside.dname.test", Type.DNAME), answers(OUTSIDE)),
                row(
                        "2.3",
                        "so it does at an apex",
                        query("apex-dname.test", Type.DNAME),
                        answers("apex-dname.test. 300 DNAME elsewhere.example.")),
                row("2.3", "an apex with DNAME has its SOA", query("apex-dname.test", Type.SOA), answerCount(1)),
                row(
                        "2.3",
                        "a name that only ends like the owner",
                        query("xinside.dname.test", Type.A),
                        nameError("dname.test.")));
    }

    private static List<Row> ends() {
        String begin = "c".repeat(60);
        return List.of(
                row(
                        "2.2",
                        "a name that gets too long is YXDOMAIN",
                        query(begin + "." + begin + ".longer.dname.test", Type.A),
                        rcode(Rcode.YXDOMAIN),
                        authoritative(),
                        reply -> assertThat(reply.section(Section.ANSWER))
                                .singleElement()
                                .asString()
                                .contains(" DNAME ")),
                row(
                        "2.2",
                        "a name that gets as long as it may be",
                        query("c".repeat(57) + "." + "c".repeat(56) + ".longer.dname.test", Type.A),
                        rcode(Rcode.NXDOMAIN),
                        authoritative(),
                        reply -> assertThat(reply.section(Section.ANSWER)).hasSize(2)),
                row(
                        "3.2",
                        "to a name that is not",
                        query("x.missing.dname.test", Type.A),
                        Rfc2308IT.alias(
                                Rcode.NXDOMAIN,
                                "dname.test.",
                                "missing.dname.test. 300 DNAME nowhere.dname.test.",
                                "x.missing.dname.test. 300 CNAME x.nowhere.dname.test.")),
                row(
                        "3.2",
                        "to a name without the type",
                        query("x.inside.dname.test", Type.MX),
                        Rfc2308IT.alias(
                                Rcode.NOERROR,
                                "dname.test.",
                                INSIDE,
                                "x.inside.dname.test. 300 CNAME x.other.dname.test.")),
                row(
                        "3.2",
                        "to a name below a cut",
                        query("x.tocut.dname.test", Type.A),
                        rcode(Rcode.NOERROR),
                        authoritative(),
                        answerSection(
                                "tocut.dname.test. 300 DNAME cut.dname.test.",
                                "x.tocut.dname.test. 300 CNAME x.cut.dname.test."),
                        authoritySection("cut.dname.test. 300 NS ns.elsewhere.example.")),
                row(
                        "3.2",
                        "two that lead to each other end",
                        query("x.ring-a.dname.test", Type.A),
                        answersInOrder(
                                "ring-a.dname.test. 300 DNAME ring-b.dname.test.",
                                "x.ring-a.dname.test. 300 CNAME x.ring-b.dname.test.",
                                "ring-b.dname.test. 300 DNAME ring-a.dname.test.",
                                "x.ring-b.dname.test. 300 CNAME x.ring-a.dname.test.")),
                row(
                        "3.2",
                        "an alias that leads back below finds the DNAME told already",
                        query("x.again.dname.test", Type.A),
                        answersInOrder(
                                "again.dname.test. 300 DNAME behind.dname.test.",
                                "x.again.dname.test. 300 CNAME x.behind.dname.test.",
                                "x.behind.dname.test. 300 CNAME y.again.dname.test.",
                                "y.again.dname.test. 300 CNAME y.behind.dname.test.",
                                "y.behind.dname.test. 300 A 192.0.2.34")),
                row(
                        "2.4",
                        "DS below is redirected, too",
                        query("x.outside.dname.test", Type.DS),
                        answersInOrder(OUTSIDE, "x.outside.dname.test. 300 CNAME x.elsewhere.example.")));
    }
}
