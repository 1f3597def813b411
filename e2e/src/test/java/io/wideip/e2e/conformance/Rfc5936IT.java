package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** AXFR: no zone leaves this server. */
final class Rfc5936IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row("2.2.1", "a transfer of a zone served here", query("plain.test", Type.AXFR), error(Rcode.REFUSED)),
                row(
                        "2.2.1",
                        "a transfer with EDNS",
                        query("plain.test", Type.AXFR).edns(),
                        error(Rcode.REFUSED),
                        edns()),
                row(
                        "2.2.1",
                        "a transfer of a zone that is not",
                        query("elsewhere.example.net", Type.AXFR),
                        error(Rcode.REFUSED)),
                row(
                        "2.2.1",
                        "a transfer of a name that is no zone",
                        query("host.plain.test", Type.AXFR),
                        error(Rcode.REFUSED)),
                row(
                        "2.2.1",
                        "a transfer of a zone that is delegated",
                        query("cut.plain.test", Type.AXFR),
                        error(Rcode.REFUSED)),
                row("4.2", "a transfer by UDP", query("plain.test", Type.AXFR), error(Rcode.REFUSED))
                        .by(Transport.UDP));
    }
}
