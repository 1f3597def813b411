package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Row.wrong;

import java.util.List;
import org.xbill.DNS.Type;

/** A query has one question. */
final class Rfc9619IT extends Conformance {
    private static final Message HOST = query("host.plain.test", Type.A);

    @Override
    List<Row> rows() {
        return List.of(
                wrong("4", "no question", empty()),
                wrong("4", "no question, with EDNS", empty().edns()),
                wrong(
                        "4",
                        "a question that is not counted",
                        HOST.question(HOST.question().saying(0))),
                wrong("4", "two questions", HOST.question(name("host.plain.test"), Type.AAAA, 1)),
                wrong("4", "the same question twice", HOST.question(name("host.plain.test"), Type.A, 1)),
                wrong(
                        "4",
                        "one question, counted as two",
                        HOST.question(HOST.question().saying(2))),
                wrong(
                        "4",
                        "one question, counted as 65535",
                        HOST.question(HOST.question().saying(65_535))),
                wrong(
                        "4",
                        "two questions, with EDNS",
                        HOST.question(name("host.plain.test"), Type.AAAA, 1).edns()));
    }
}
