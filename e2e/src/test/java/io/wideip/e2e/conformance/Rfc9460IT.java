package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.additionalSection;
import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Type;

/** SVCB and HTTPS as records of a zone, with the addresses that save a client a query. */
final class Rfc9460IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "2.1",
                        "HTTPS at an apex",
                        query("svcb.test", Type.HTTPS),
                        answers("svcb.test. 300 HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.81"),
                        additionalSection("svcb.test. 300 A 192.0.2.81")),
                row(
                        "4.1",
                        "addresses of what the records name",
                        query("_8443._foo.svcb.test", Type.SVCB),
                        answerCount(2),
                        additionalSection(
                                "pool.svcb.test. 300 A 192.0.2.82",
                                "pool.svcb.test. 300 AAAA 2001:db8:0:0:0:0:0:82",
                                "backup.svcb.test. 300 A 192.0.2.83")),
                row(
                        "2.5",
                        "a target of '.' is the owner",
                        query("here.svcb.test", Type.SVCB),
                        answers("here.svcb.test. 300 SVCB 1 . port=443"),
                        additionalSection("here.svcb.test. 300 A 192.0.2.85")),
                row(
                        "4.1",
                        "an alias brings along the service it leads to",
                        query("alias.svcb.test", Type.HTTPS),
                        answers("alias.svcb.test. 300 HTTPS 0 svc.svcb.test."),
                        additionalSection("svc.svcb.test. 300 HTTPS 1 . alpn=h2", "svc.svcb.test. 300 A 192.0.2.84")),
                row(
                        "4.1",
                        "nothing is said of targets elsewhere",
                        query("far.svcb.test", Type.HTTPS),
                        answerCount(1),
                        additionalSection()),
                row(
                        "4.1",
                        "nor of targets that are not",
                        query("none.svcb.test", Type.HTTPS),
                        answerCount(1),
                        additionalSection()),
                row(
                        "2.1",
                        "a key that nobody knows",
                        query("unknown.svcb.test", Type.SVCB),
                        answers("unknown.svcb.test. 300 SVCB 1 . key667=hello")),
                row("2.1", "HTTPS of a name without", query("pool.svcb.test", Type.HTTPS), noData("svcb.test.")),
                row("2.1", "HTTPS of a wide IP without", query("first.gslb.test", Type.HTTPS), noData("gslb.test.")),
                row(
                        "2.1",
                        "HTTPS of a name that is not",
                        query("nothing.svcb.test", Type.HTTPS),
                        nameError("svcb.test.")));
    }
}
