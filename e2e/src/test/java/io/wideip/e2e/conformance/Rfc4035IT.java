package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.referral;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** DNSSEC, as far as a server of unsigned zones meets it: DS at the parent, DO, AD, CD. */
final class Rfc4035IT extends Conformance {
    private static final String DS =
            "signed.plain.test. 900 DS 12345 13 2 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";

    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "3.1.4.1",
                        "the DS of a delegation is the parent's to answer",
                        query("signed.plain.test", Type.DS),
                        answers(DS)),
                row(
                        "3.1.4.1",
                        "a delegation without DS has none",
                        query("cut.plain.test", Type.DS),
                        noData("plain.test.")),
                row(
                        "3.1.4.1",
                        "the DS of a zone served here is asked of the one above",
                        query("nested.plain.test", Type.DS),
                        noData("plain.test.")),
                row(
                        "3.1.4.1",
                        "so is that of one further down",
                        query("far.below.plain.test", Type.DS),
                        noData("plain.test.")),
                row(
                        "3.1.4.1",
                        "a zone whose parent is elsewhere has no DS of its own",
                        query("short.test", Type.DS),
                        noData("short.test.")),
                row(
                        "3.1.4.1",
                        "below a cut even DS is referred",
                        query("www.signed.plain.test", Type.DS),
                        referral("signed.plain.test. 900 NS ns.signed.plain.test.")),
                row("3.1.4.1", "DS of a name that is no cut", query("host.plain.test", Type.DS), noData("plain.test.")),
                row(
                        "3.1",
                        "with DO an unsigned answer is the same",
                        query("host.plain.test", Type.A).edns(Edns.edns().flags(Edns.DO)),
                        answers("host.plain.test. 300 A 192.0.2.1")),
                row(
                        "3.1",
                        "with DO an unsigned denial is the same",
                        query("nothing.plain.test", Type.A).edns(Edns.edns().flags(Edns.DO)),
                        nameError("plain.test.")),
                row(
                        "3.1.4",
                        "with DO a referral of an unsigned zone has no DS",
                        query("www.signed.plain.test", Type.A).edns(Edns.edns().flags(Edns.DO)),
                        notAuthoritative(),
                        reply -> assertThat(reply.section(Section.AUTHORITY)).anyMatch(line -> line.contains(" NS "))),
                row("3.1.1", "RRSIG there are none", query("host.plain.test", Type.RRSIG), noData("plain.test.")),
                row("3.1.1", "DNSKEY there are none", query("plain.test", Type.DNSKEY), noData("plain.test.")),
                row("3.1.1", "NSEC there are none", query("plain.test", Type.NSEC), noData("plain.test.")),
                row("3.1.1", "NSEC3PARAM there are none", query("plain.test", Type.NSEC3PARAM), noData("plain.test.")),
                row(
                        "3.1.6",
                        "AD is never set, as nothing was validated",
                        query("host.plain.test", Type.A).flags(Message.AD),
                        answers("host.plain.test. 300 A 192.0.2.1")),
                row(
                        "3.1.6",
                        "CD is clear in answers",
                        query("host.plain.test", Type.A).flags(Message.CD),
                        answers("host.plain.test. 300 A 192.0.2.1")),
                row(
                        "3.1.6",
                        "and in a refusal",
                        query("elsewhere.example.net", Type.A).flags(Message.CD),
                        error(Rcode.REFUSED)));
    }
}
