package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Type;

/** DO is copied to the reply. */
final class Rfc3225IT extends Conformance {
    private static final Edns DO = Edns.edns().flags(Edns.DO);

    @Override
    List<Row> rows() {
        return List.of(
                row("3", "DO set, an answer", query("host.plain.test", Type.A).edns(DO), flags(Edns.DO)),
                row("3", "DO set, a denial", query("nothing.plain.test", Type.A).edns(DO), flags(Edns.DO)),
                row(
                        "3",
                        "DO set, a referral",
                        query("www.cut.plain.test", Type.A).edns(DO),
                        flags(Edns.DO)),
                row(
                        "3",
                        "DO set, a refusal",
                        query("elsewhere.example.net", Type.A).edns(DO),
                        flags(Edns.DO)),
                row("3", "DO clear", query("host.plain.test", Type.A).edns(), flags(0)),
                row(
                        "3",
                        "DO clear, other flags set",
                        query("host.plain.test", Type.A).edns(Edns.edns().flags(0x7fff)),
                        flags(0)));
    }

    private static Expectation flags(int bits) {
        return edns().and(
                        reply -> assertThat(reply.optFlags()).as("flags of OPT").isEqualTo(bits));
    }
}
