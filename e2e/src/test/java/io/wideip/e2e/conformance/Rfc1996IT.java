package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.SILENCE;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.errorByHeaderAlone;
import static io.wideip.e2e.conformance.Message.address;
import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** NOTIFY: nobody is a master of this server's zones. */
final class Rfc1996IT extends Conformance {
    private static final Message NOTIFY = query("plain.test", Type.SOA).opcode(Opcode.NOTIFY);

    @Override
    List<Row> rows() {
        return List.of(
                row("3.10", "of a zone served here", NOTIFY.flags(Message.AA), error(Rcode.REFUSED)),
                row(
                        "3.10",
                        "of a zone that is not",
                        query("elsewhere.example.net", Type.SOA).opcode(Opcode.NOTIFY),
                        error(Rcode.REFUSED)),
                row(
                        "3.7",
                        "with an SOA in its answer section",
                        NOTIFY.answer(new Message.Section(1, address("plain.test"))),
                        error(Rcode.REFUSED)),
                row("3.10", "with EDNS", NOTIFY.edns(), error(Rcode.REFUSED), edns()),
                row("4.7", "a response to one is not answered", NOTIFY.flags(Message.QR), SILENCE),
                row("3.6", "without a question", empty().opcode(Opcode.NOTIFY), errorByHeaderAlone(Rcode.FORMERR)));
    }
}
