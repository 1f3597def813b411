package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.answersInOrder;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.referral;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Type;

/** Wildcards: the zone of section 2.2.1 and what it says of each question there, then what else a zone may have. */
final class Rfc4592IT extends Conformance {
    @Override
    List<Row> rows() {
        return Stream.of(example(), others()).flatMap(List::stream).toList();
    }

    private static List<Row> example() {
        return List.of(
                row(
                        "2.2.1",
                        "host3 MX is made of the wildcard",
                        query("host3.example", Type.MX),
                        answers("host3.example. 3600 MX 10 host1.example.")),
                row(
                        "2.2.1",
                        "host3 A is NODATA, as the wildcard has none",
                        query("host3.example", Type.A),
                        noData("example.")),
                row(
                        "2.2.1",
                        "foo.bar TXT is made of the wildcard",
                        query("foo.bar.example", Type.TXT),
                        answers("foo.bar.example. 3600 TXT \"this is a wildcard\"")),
                row("2.2.1", "host1 MX is not, as host1 is there", query("host1.example", Type.MX), noData("example.")),
                row("2.2.1", "sub.* MX is not, as sub.* is there", query("sub.*.example", Type.MX), noData("example.")),
                row(
                        "2.2.1",
                        "_telnet._tcp.host1 SRV is not, as _tcp.host1 is there",
                        query("_telnet._tcp.host1.example", Type.SRV),
                        nameError("example.")),
                row(
                        "2.2.1",
                        "host.subdel A is not, as subdel is delegated",
                        query("host.subdel.example", Type.A),
                        referral("subdel.example. 3600 NS ns.example.com.", "subdel.example. 3600 NS ns.example.net.")),
                row(
                        "2.2.1",
                        "ghost.* MX is not, as *.example is there",
                        query("ghost.*.example", Type.MX),
                        nameError("example.")),
                row(
                        "2.1.1",
                        "the wildcard's own name is a name like others",
                        query("*.example", Type.MX),
                        answers("*.example. 3600 MX 10 host1.example.")),
                row(
                        "2.1.2",
                        "a label that only begins with an asterisk is none",
                        query("*x.example", Type.TXT),
                        answers("*x.example. 3600 TXT \"this is a wildcard\"")),
                row(
                        "2.2.1",
                        "sub.* TXT is itself",
                        query("sub.*.example", Type.TXT),
                        answers("sub.*.example. 3600 TXT \"this is not a wildcard\"")),
                row(
                        "2.2.2",
                        "an empty non-terminal is no wildcard's",
                        query("_tcp.host1.example", Type.TXT),
                        noData("example.")),
                row(
                        "2.2.2",
                        "nor is one whose own parent is empty",
                        query("_tcp.host2.example", Type.MX),
                        noData("example.")),
                row(
                        "2.2.3",
                        "host2 is there, as a name below it is",
                        query("host2.example", Type.TXT),
                        noData("example.")));
    }

    private static List<Row> others() {
        return List.of(
                row(
                        "3.3.1",
                        "the closest encloser's wildcard, many labels up",
                        query("a.b.c.d.wild.plain.test", Type.A),
                        answers("a.b.c.d.wild.plain.test. 300 A 192.0.2.7")),
                row(
                        "3.3.1",
                        "a wildcard does not reach above its parent",
                        query("wild.plain.test", Type.A),
                        noData("plain.test.")),
                row(
                        "3.3",
                        "in the letters of the question",
                        query("A.b.WILD.plain.TEST", Type.A),
                        answers("A.b.WILD.plain.TEST. 300 A 192.0.2.7")),
                row(
                        "4.3",
                        "an alias at a wildcard is followed",
                        query("x.alias.plain.test", Type.A),
                        answersInOrder(
                                "x.alias.plain.test. 300 CNAME host.plain.test.", "host.plain.test. 300 A 192.0.2.1")),
                row(
                        "4.3",
                        "an alias at a wildcard, asked for itself",
                        query("x.alias.plain.test", Type.CNAME),
                        answers("x.alias.plain.test. 300 CNAME host.plain.test.")),
                row(
                        "4.2",
                        "NS there are none at a wildcard's name",
                        query("any.wild.plain.test", Type.NS),
                        noData("plain.test.")),
                row(
                        "3.3.1",
                        "a wildcard does not reach into a zone below it",
                        query("x.zone.wild.plain.test", Type.A),
                        nameError("zone.wild.plain.test.")),
                row(
                        "2.1.1",
                        "a wide IP may be a wildcard",
                        query("any.wild.gslb.test", Type.A),
                        answers("any.wild.gslb.test. 30 A 198.51.100.10")),
                row(
                        "2.1.1",
                        "and answers its own name",
                        query("*.wild.gslb.test", Type.A),
                        answers("*.wild.gslb.test. 30 A 198.51.100.10")));
    }
}
