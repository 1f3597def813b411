package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Type;

/** The padding option. */
final class Rfc7830IT extends Conformance {
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        Edns padded = Edns.edns().option(Edns.PADDING, new byte[64]);
        return List.of(
                row("4", "a padded query has a padded reply", HOST.edns(padded), ADDRESS, zeros())
                        .by(Transport.TLS, Transport.HTTPS),
                row(
                                "3",
                                "padding of no octets is padding",
                                HOST.edns(Edns.edns().option(Edns.PADDING, "")),
                                ADDRESS,
                                zeros())
                        .by(Transport.TLS, Transport.HTTPS),
                row(
                                "3",
                                "padding may be of any octets",
                                HOST.edns(Edns.edns().option(Edns.PADDING, "010203")),
                                ADDRESS,
                                zeros())
                        .by(Transport.TLS),
                row("4", "a query without EDNS has no padded reply", HOST, ADDRESS, noEdns())
                        .by(Transport.TLS, Transport.HTTPS),
                row("6", "in the clear nothing is padded", HOST.edns(padded), ADDRESS, noOption(Edns.PADDING)));
    }

    /** RFC 7830 section 3: a reply's padding should be of zeros. */
    private static Expectation zeros() {
        return reply -> {
            assertThat(reply.option(Edns.PADDING)).as("padding").containsOnly(0);
        };
    }
}
