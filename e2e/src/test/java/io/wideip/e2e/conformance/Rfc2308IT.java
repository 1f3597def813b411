package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.authoritative;
import static io.wideip.e2e.conformance.Expectation.complete;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.soa;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Negative caching: what a denial carries, and for how long it holds. */
final class Rfc2308IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "2.1",
                        "NXDOMAIN carries the zone's SOA",
                        query("nothing.plain.test", Type.A),
                        nameError("plain.test.")),
                row("2.1", "NXDOMAIN for every type", query("nothing.plain.test", Type.TXT), nameError("plain.test.")),
                row(
                        "2.1.1",
                        "NXDOMAIN at the end of an alias",
                        query("dangling.plain.test", Type.A),
                        alias(Rcode.NXDOMAIN, "plain.test.", "dangling.plain.test. 300 CNAME nothing.plain.test.")),
                row("2.2", "NODATA carries the zone's SOA", query("host.plain.test", Type.MX), noData("plain.test.")),
                row("2.2", "NODATA at the apex", query("plain.test", Type.A), noData("plain.test.")),
                row(
                        "2.2",
                        "NODATA at an alias's end",
                        query("chain.plain.test", Type.MX),
                        alias(
                                Rcode.NOERROR,
                                "plain.test.",
                                "chain.plain.test. 200 CNAME alias.plain.test.",
                                "alias.plain.test. 300 CNAME host.plain.test.")),
                row("2.2", "NODATA of a wide IP", query("first.gslb.test", Type.MX), noData("gslb.test.")),
                row(
                        "2.2",
                        "NODATA of a wide IP that has no address of the family",
                        query("four.gslb.test", Type.AAAA),
                        noData("gslb.test.")),
                row(
                        "2.2",
                        "NODATA of a wide IP whose members are all down",
                        query("down-nodata.gslb.test", Type.A),
                        noData("gslb.test."),
                        ttlAndMinimum(30, 30)),
                row(
                        "3",
                        "the SOA's TTL is its minimum where that is smaller",
                        query("nothing.plain.test", Type.A),
                        ttlAndMinimum(30, 30)),
                row(
                        "3",
                        "the SOA's TTL is its own where that is smaller",
                        query("nothing.short.test", Type.A),
                        ttlAndMinimum(10, 60)),
                row("3", "so it is for NODATA", query("host.short.test", Type.MX), ttlAndMinimum(10, 60)),
                row(
                        "3",
                        "asked for itself, the SOA has its own TTL",
                        query("plain.test", Type.SOA),
                        reply -> assertThat(reply.parsed()
                                        .getSection(Section.ANSWER)
                                        .get(0)
                                        .getTTL())
                                .isEqualTo(3600)),
                row(
                        "3",
                        "a nested zone denies by its own SOA",
                        query("x.nested.plain.test", Type.A),
                        nameError("nested.plain.test.")),
                row(
                        "7.1",
                        "SERVFAIL of a wide IP whose members are all down carries nothing to keep",
                        query("down-servfail.gslb.test", Type.A),
                        error(Rcode.SERVFAIL)));
    }

    /** The aliases in the answer, the end of them denied. */
    static Expectation alias(int rcode, String zone, String... aliases) {
        return rcode(rcode).and(authoritative(), complete(), answerSection(aliases), soa(zone));
    }

    private static Expectation ttlAndMinimum(long ttl, long minimum) {
        return reply -> {
            SOARecord soa =
                    (SOARecord) reply.parsed().getSection(Section.AUTHORITY).get(0);
            assertThat(soa.getTTL()).as("TTL").isEqualTo(ttl);
            assertThat(soa.getMinimum()).as("minimum").isEqualTo(minimum);
        };
    }
}
