package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.additionalSection;
import static io.wideip.e2e.conformance.Expectation.complete;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.xbill.DNS.Type;

/** Glue is not optional: a referral has all of it or sets TC. */
final class Rfc9471IT extends Conformance {
    @Override
    List<Row> rows() {
        String[] crowd = IntStream.rangeClosed(1, 13)
                .mapToObj("ns%02d.crowd.plain.test. 900 A 192.0.2.%<d"::formatted)
                .toArray(String[]::new);
        return List.of(
                row(
                        "2.1",
                        "glue for in-domain name servers",
                        query("www.cut.plain.test", Type.A),
                        additionalSection(
                                "ns1.cut.plain.test. 900 A 192.0.2.61",
                                "ns1.cut.plain.test. 900 AAAA 2001:db8:0:0:0:0:0:61",
                                "ns2.cut.plain.test. 900 A 192.0.2.62")),
                row(
                        "2.2",
                        "glue for sibling name servers",
                        query("www.sibling.plain.test", Type.A),
                        additionalSection(
                                "ns1.cut.plain.test. 900 A 192.0.2.61",
                                "ns1.cut.plain.test. 900 AAAA 2001:db8:0:0:0:0:0:61")),
                row(
                        "2.1",
                        "no glue for name servers elsewhere",
                        query("www.far.plain.test", Type.A),
                        additionalSection()),
                row(
                                "3.1",
                                "glue that does not fit sets TC",
                                query("www.crowd.plain.test", Type.A),
                                notAuthoritative(),
                                reply -> assertThat(reply.has(Message.TC))
                                        .as("TC")
                                        .isTrue())
                        .by(Transport.UDP),
                row(
                        "3.1",
                        "glue that fits is there, all of it",
                        query("www.crowd.plain.test", Type.A).edns(),
                        notAuthoritative(),
                        complete(),
                        additionalSection(crowd)),
                row(
                                "3.1",
                                "by TCP all of it is there",
                                query("www.crowd.plain.test", Type.A),
                                notAuthoritative(),
                                complete(),
                                additionalSection(crowd))
                        .by(Transport.TCP));
    }
}
