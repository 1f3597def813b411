package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.authoritative;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** The response code and AA of a reply that follows aliases. */
final class Rfc6604IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row("2.1", "AA is of the first name in the answer", query("tocut.plain.test", Type.A), authoritative()),
                row("2.1", "AA where the alias leads outside", query("outside.plain.test", Type.A), authoritative()),
                row(
                        "3",
                        "the code is that of the last name: there",
                        query("alias.plain.test", Type.A),
                        rcode(Rcode.NOERROR)),
                row(
                        "3",
                        "the code is that of the last name: not there",
                        query("dangling.plain.test", Type.A),
                        rcode(Rcode.NXDOMAIN)),
                row("3", "not there, of another type", query("dangling.plain.test", Type.MX), rcode(Rcode.NXDOMAIN)),
                row("3", "there without the type", query("alias.plain.test", Type.MX), rcode(Rcode.NOERROR)),
                row("3", "unknown, as it is elsewhere", query("outside.plain.test", Type.A), rcode(Rcode.NOERROR)),
                row("3", "the alias itself is there", query("dangling.plain.test", Type.CNAME), rcode(Rcode.NOERROR)));
    }
}
