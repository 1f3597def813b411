package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** DO, AD and CD. */
final class Rfc6840IT extends Conformance {
    private static final Edns DNSSEC = Edns.edns().flags(Edns.DO);
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        return List.of(
                row("5.6", "DO is copied", HOST.edns(DNSSEC), ADDRESS, flags(Edns.DO)),
                row(
                        "5.6",
                        "DO is copied to a denial",
                        query("nothing.plain.test", Type.A).edns(DNSSEC),
                        nameError("plain.test."),
                        flags(Edns.DO)),
                row("5.7", "AD in a query changes nothing", HOST.flags(Message.AD), ADDRESS),
                row(
                        "5.7",
                        "AD in a query with DO changes nothing",
                        HOST.flags(Message.AD).edns(DNSSEC),
                        ADDRESS),
                row("5.7", "AD and CD together", HOST.flags(Message.AD | Message.CD | Message.RD), ADDRESS),
                row("5.8", "AD stays clear, as nothing here is validated", HOST.edns(DNSSEC), ADDRESS),
                row("5.9", "with CD the answer is the same", HOST.flags(Message.CD), ADDRESS),
                row(
                        "5.9",
                        "so is a denial",
                        query("nothing.plain.test", Type.A).flags(Message.CD),
                        nameError("plain.test.")),
                row("5.9", "and an error", HOST.flags(Message.CD).opcode(15), rcode(Rcode.NOTIMP)),
                row("5.9", "with EDNS, too", HOST.flags(Message.CD).edns(), ADDRESS));
    }

    private static Expectation flags(int bits) {
        return reply -> assertThat(reply.optFlags()).as("flags of OPT").isEqualTo(bits);
    }
}
