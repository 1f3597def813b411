package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.SILENCE;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
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
                row("3.3", "without anything to change", UPDATE, error(Rcode.REFUSED)),
                row(
                        "3.3",
                        "a record to add",
                        UPDATE.authority(new Message.Section(1, address("new.plain.test"))),
                        error(Rcode.REFUSED)),
                row("3.4", "and nothing has changed", query("new.plain.test", Type.A), nameError("plain.test.")),
                row(
                        "3.3",
                        "with what it presupposes",
                        UPDATE.answer(new Message.Section(1, address("host.plain.test")))
                                .authority(new Message.Section(1, address("new.plain.test"))),
                        error(Rcode.REFUSED)),
                row(
                        "3.3",
                        "of a zone that is not served here",
                        query("elsewhere.example.net", Type.SOA).opcode(Opcode.UPDATE),
                        error(Rcode.REFUSED)),
                row("3.3", "with EDNS", UPDATE.edns(), error(Rcode.REFUSED), edns()),
                row("3.8", "a response to one is not answered", UPDATE.flags(Message.QR), SILENCE));
    }
}
