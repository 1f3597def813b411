package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.address;
import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** IQUERY is obsolete. */
final class Rfc3425IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "3",
                        "IQUERY with a question",
                        query("host.plain.test", Type.A).opcode(Opcode.IQUERY),
                        rcode(Rcode.NOTIMP)),
                row(
                        "3",
                        "IQUERY as it was, with an answer alone",
                        empty().opcode(Opcode.IQUERY).answer(new Message.Section(1, address("."))),
                        rcode(Rcode.NOTIMP)));
    }
}
