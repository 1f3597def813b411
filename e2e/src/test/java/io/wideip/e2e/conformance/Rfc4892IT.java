package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.authoritative;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What a server says of itself in class CH, as configured. */
final class Rfc4892IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row("4", "id.server", query("id.server", Type.TXT, DClass.CH), tells("id.server. conformance-1")),
                row(
                        "3",
                        "hostname.bind",
                        query("hostname.bind", Type.TXT, DClass.CH),
                        tells("hostname.bind. conformance-1")),
                row("3", "version.bind", query("version.bind", Type.TXT, DClass.CH), tells("version.bind. Wideip")),
                row(
                        "3",
                        "version.server",
                        query("version.server", Type.TXT, DClass.CH),
                        tells("version.server. Wideip")),
                row("3", "in any letters", query("VERSION.Bind", Type.TXT, DClass.CH), tells("VERSION.Bind. Wideip")),
                row(
                        "3",
                        "with EDNS",
                        query("version.bind", Type.TXT, DClass.CH).edns(),
                        tells("version.bind. Wideip"),
                        edns()),
                row("4", "another type is refused", query("id.server", Type.A, DClass.CH), error(Rcode.REFUSED)),
                row("4", "another name is refused", query("authors.bind", Type.TXT, DClass.CH), error(Rcode.REFUSED)),
                row("4", "a name below is refused", query("x.id.server", Type.TXT, DClass.CH), error(Rcode.REFUSED)),
                row(
                        "4",
                        "our own zones are not in CH",
                        query("host.plain.test", Type.A, DClass.CH),
                        error(Rcode.REFUSED)),
                row(
                        "4",
                        "in class IN they are names elsewhere",
                        query("version.bind", Type.TXT),
                        error(Rcode.REFUSED)));
    }

    private static Expectation tells(String nameAndText) {
        String[] parts = nameAndText.split(" ", 2);
        return rcode(Rcode.NOERROR).and(authoritative(), answerSection(parts[0] + " 0 TXT " + parts[1]));
    }
}
