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
                refused("a transfer of a zone served here", query("plain.test", Type.AXFR)),
                refused("a transfer with EDNS", query("plain.test", Type.AXFR).edns(), edns()),
                refused("a transfer of a zone that is not", query("elsewhere.example.net", Type.AXFR)),
                refused("a transfer of a name that is no zone", query("host.plain.test", Type.AXFR)),
                refused("a transfer of a zone that is delegated", query("cut.plain.test", Type.AXFR)),
                row("4.2", "a transfer by UDP is not defined", query("plain.test", Type.AXFR), error(Rcode.NOTIMP))
                        .by(Transport.UDP),
                row(
                                "4.2",
                                "nor is one with EDNS",
                                query("plain.test", Type.AXFR).edns(),
                                error(Rcode.NOTIMP),
                                edns())
                        .by(Transport.UDP));
    }

    private static Row refused(String what, Message transfer, Expectation... more) {
        return row("2.2.1", what, transfer, error(Rcode.REFUSED).and(more)).by(Transport.TCP);
    }
}
