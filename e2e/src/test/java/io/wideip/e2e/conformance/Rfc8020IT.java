package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Type;

/** NXDOMAIN means that there is nothing below either, so it must never be said of an empty non-terminal. */
final class Rfc8020IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "2",
                        "an empty non-terminal above a name",
                        query("b.deep.plain.test", Type.A),
                        noData("plain.test.")),
                row("2", "one above that", query("deep.plain.test", Type.A), noData("plain.test.")),
                row(
                        "2",
                        "the name itself",
                        query("a.b.deep.plain.test", Type.A),
                        answers("a.b.deep.plain.test. 300 A 192.0.2.6")),
                row("2", "beside it there is nothing", query("c.deep.plain.test", Type.A), nameError("plain.test.")),
                row("2", "one above a wildcard", query("wild.plain.test", Type.TXT), noData("plain.test.")),
                row("2", "one above a service", query("_tcp.plain.test", Type.SRV), noData("plain.test.")),
                row("2", "one above a nested zone", query("below.plain.test", Type.TXT), noData("plain.test.")),
                row("2", "one above a wildcard of wide IPs", query("wild.gslb.test", Type.A), noData("gslb.test.")),
                row("2", "one asked for ANY", query("deep.plain.test", Type.ANY), noData("plain.test.")),
                row(
                        "2",
                        "below a name that is not there is nothing either",
                        query("x.nothing.plain.test", Type.A),
                        nameError("plain.test.")),
                row(
                        "2",
                        "below a name that is there and has no wildcard",
                        query("x.host.plain.test", Type.A),
                        nameError("plain.test.")));
    }
}
