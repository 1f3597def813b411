package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** AD and CD in queries. */
final class Rfc6840IT extends Conformance {
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        return List.of(
                row("5.6", "CD is copied to an answer", HOST.flags(Message.CD), ADDRESS),
                row(
                        "5.6",
                        "CD is copied to a denial",
                        query("nothing.plain.test", Type.A).flags(Message.CD),
                        nameError("plain.test.")),
                row("5.6", "CD is copied to an error", HOST.flags(Message.CD).opcode(15), rcode(Rcode.NOTIMP)),
                row("5.6", "CD with EDNS", HOST.flags(Message.CD).edns(), ADDRESS),
                row("5.7", "AD in a query changes nothing", HOST.flags(Message.AD), ADDRESS),
                row(
                        "5.7",
                        "AD in a query with DO changes nothing",
                        HOST.flags(Message.AD).edns(Edns.edns().flags(Edns.DO)),
                        ADDRESS),
                row("5.7", "AD and CD together", HOST.flags(Message.AD | Message.CD | Message.RD), ADDRESS),
                row(
                        "5.8",
                        "AD stays clear, as nothing here is validated",
                        HOST.edns(Edns.edns().flags(Edns.DO)),
                        ADDRESS));
    }
}
