package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Type;

/** How much is padded: to blocks of 468 octets. */
final class Rfc8467IT extends Conformance {
    private static final int BLOCK = 468;
    private static final Edns PADDED = Edns.edns().option(Edns.PADDING, new byte[10]);

    @Override
    List<Row> rows() {
        return List.of(
                padded("an answer", query("host.plain.test", Type.A), 1),
                padded("a denial", query("nothing.plain.test", Type.A), 1),
                padded("a referral", query("www.cut.plain.test", Type.A), 1),
                padded("a refusal", query("elsewhere.example.net", Type.A), 1),
                padded("an answer of two blocks", query("medium.plain.test", Type.A), 2),
                padded("an answer of many blocks", query("big.plain.test", Type.TXT), 5));
    }

    private static Row padded(String what, Message query, int blocks) {
        return row(
                        "4.1",
                        what + " is padded to whole blocks",
                        query.edns(PADDED),
                        edns(),
                        reply -> assertThat(reply.bytes()).hasSize(blocks * BLOCK))
                .by(Transport.TLS, Transport.HTTPS);
    }
}
