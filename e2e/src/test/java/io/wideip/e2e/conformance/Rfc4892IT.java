package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
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
                told("id.server", "conformance-1"),
                told("hostname.bind", "conformance-1"),
                told("version.bind", "Wideip"),
                told("version.server", "Wideip"),
                told("VERSION.Bind", "Wideip"),
                row(
                        "2",
                        "with EDNS",
                        query("version.bind", Type.TXT, DClass.CH).edns(),
                        text("version.bind", "Wideip"),
                        edns()),
                refused("another type", "id.server", Type.A, DClass.CH),
                refused("another name", "authors.bind", Type.TXT, DClass.CH),
                refused("a name below", "x.id.server", Type.TXT, DClass.CH),
                refused("a name of our own zones", "host.plain.test", Type.A, DClass.CH),
                refused("the name in class IN, where it is one elsewhere", "version.bind", Type.TXT, DClass.IN));
    }

    private static Row told(String name, String text) {
        return row("2", name, query(name, Type.TXT, DClass.CH), text(name, text));
    }

    /** Of no zone, so nobody has authority. */
    private static Expectation text(String name, String text) {
        return rcode(Rcode.NOERROR).and(notAuthoritative(), answerSection(name + ". 0 TXT " + text));
    }

    private static Row refused(String what, String name, int type, int queryClass) {
        return row("2", what + " is refused", query(name, type, queryClass), error(Rcode.REFUSED));
    }
}
