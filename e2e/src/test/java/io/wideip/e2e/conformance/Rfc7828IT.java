package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.option;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** TCP keepalive: how long a connection may be idle. */
final class Rfc7828IT extends Conformance {
    /** Two seconds, as configured, in units of 100 ms. */
    private static final String IDLE = "0014";

    private static final Edns KEEPALIVE = Edns.edns().option(Edns.KEEPALIVE, "");
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        return List.of(
                row("3.3.2", "asked for, the time is told", HOST.edns(KEEPALIVE), ADDRESS, option(Edns.KEEPALIVE, IDLE))
                        .by(Transport.TCP, Transport.TLS),
                row(
                                "3.3.2",
                                "so it is with an error",
                                query("elsewhere.example.net", Type.A).edns(KEEPALIVE),
                                error(Rcode.REFUSED),
                                option(Edns.KEEPALIVE, IDLE))
                        .by(Transport.TCP),
                row("3.3.2", "not asked for it is not", HOST.edns(), ADDRESS, noOption(Edns.KEEPALIVE))
                        .by(Transport.TCP),
                row(
                                "3.3.1",
                                "by UDP the option is passed over",
                                HOST.edns(KEEPALIVE),
                                ADDRESS,
                                noOption(Edns.KEEPALIVE))
                        .by(Transport.UDP),
                row(
                                "3.3.1",
                                "by UDP even a wrong one is",
                                HOST.edns(Edns.edns().option(Edns.KEEPALIVE, "0064")),
                                ADDRESS,
                                noOption(Edns.KEEPALIVE))
                        .by(Transport.UDP),
                passedOver("3.2.1", "a query has no time to tell", "0064"),
                passedOver("3.1", "nor half a time", "00"),
                passedOver("3.1", "nor too much of a time", "006464"),
                dialogue("3.3.2", "the connection ends when the time is over, and not before", (server, by) -> {
                            try (Connection connection = server.connect()) {
                                connection.send(HOST.edns(KEEPALIVE).bytes());
                                assertThat(connection.receive()).isNotNull();
                                long since = System.nanoTime();
                                assertThat(connection.receive())
                                        .as("end of the connection")
                                        .isNull();
                                assertThat((System.nanoTime() - since) / 1_000_000)
                                        .as("ms")
                                        .isBetween(1_500L, 10_000L);
                            }
                        })
                        .by(Transport.TCP));
    }

    private static Row passedOver(String section, String what, String time) {
        Message query = HOST.edns(Edns.edns().option(Edns.KEEPALIVE, time));
        return row(section, what, query, ADDRESS, option(Edns.KEEPALIVE, IDLE)).by(Transport.TCP);
    }
}
