package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.SILENCE;
import static io.wideip.e2e.conformance.Expectation.errorByHeaderAlone;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Message.address;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** UPDATE: zones change by configuration alone. */
final class Rfc2136IT extends Conformance {
    private static final Message UPDATE = query("plain.test", Type.SOA).opcode(Opcode.UPDATE);

    @Override
    List<Row> rows() {
        return List.of(
                row("2.2", "without anything to change", UPDATE, errorByHeaderAlone(Rcode.NOTIMP)),
                row(
                        "2.2",
                        "a record to add",
                        UPDATE.authority(new Message.Section(1, address("new.plain.test"))),
                        errorByHeaderAlone(Rcode.NOTIMP)),
                row("3.4", "and nothing has changed", query("new.plain.test", Type.A), nameError("plain.test.")),
                row(
                        "2.2",
                        "with what it presupposes",
                        UPDATE.answer(new Message.Section(1, address("host.plain.test")))
                                .authority(new Message.Section(1, address("new.plain.test"))),
                        errorByHeaderAlone(Rcode.NOTIMP)),
                row(
                        "2.2",
                        "of a zone that is not served here",
                        query("elsewhere.example.net", Type.SOA).opcode(Opcode.UPDATE),
                        errorByHeaderAlone(Rcode.NOTIMP)),
                row("2.2", "with EDNS", UPDATE.edns(), errorByHeaderAlone(Rcode.NOTIMP)),
                row("3.8", "a response to one is not answered", UPDATE.flags(Message.QR), SILENCE));
    }
}
