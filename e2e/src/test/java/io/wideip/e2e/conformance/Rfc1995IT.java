package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Octets.u16;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** IXFR: as little as AXFR. */
final class Rfc1995IT extends Conformance {
    private static final byte[] SOA = join(
            name("plain.test"),
            octets(0, 6, 0, 1, 0, 0, 0, 0),
            u16(22),
            octets(0, 0),
            octets(0, 0, 0, 1),
            octets(0, 0, 0, 1),
            octets(0, 0, 0, 1),
            octets(0, 0, 0, 1),
            octets(0, 0, 0, 1));

    @Override
    List<Row> rows() {
        Message query = query("plain.test", Type.IXFR).authority(new Message.Section(1, SOA));
        return List.of(
                row("3", "with the SOA that the client has", query, error(Rcode.REFUSED)),
                row("3", "with EDNS", query.edns(), error(Rcode.REFUSED), edns()),
                row("3", "without an SOA", query("plain.test", Type.IXFR), error(Rcode.REFUSED)),
                row(
                        "3",
                        "with half an SOA",
                        query("plain.test", Type.IXFR).authority(new Message.Section(1, first(30, SOA))),
                        rcode(Rcode.FORMERR)));
    }
}
