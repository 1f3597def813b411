package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.hex;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Octets.u16;
import static io.wideip.e2e.conformance.Row.ask;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.xbill.DNS.Type;

/** Server cookies that every server with the same secret makes and understands. */
final class Rfc9018IT extends Conformance {
    /** As in {@code cookie.secrets}: the first signs. */
    static final byte[] FIRST = hex("e5e973e5a6b2a43f48e7dc849e37bfcf");

    private static final byte[] SECOND = hex("445536bcd2513298075a5d379663c962");
    private static final byte[] CLIENT = hex("2464c4abcf10c957");
    private static final int HALF_AN_HOUR = 1_800;

    @Override
    List<Row> rows() {
        return List.of(
                dialogue(
                                "Appendix A.1",
                                "the hash of this test is the RFC's",
                                (server, by) -> assertThat(
                                                made(FIRST, CLIENT, 1_559_731_985, octets(198, 51, 100, 100)))
                                        .isEqualTo(hex("2464c4abcf10c957 010000005cf79f111f8130c3eee29480")))
                        .by(Transport.UDP),
                row("4.1", "version 1, three zeros, the time, the hash", with(CLIENT), answerCount(1), signed()),
                row("4.4", "of another client cookie", with(hex("0000000000000000")), answerCount(1), signed()),
                dialogue(
                        "4.3",
                        "a good cookie is answered with a good one",
                        (server, by) -> ask(server, by, with(fresh(FIRST, 0)), answerCount(1), signed())),
                dialogue("4.3", "a cookie of half an hour is answered with one of now", (server, by) -> {
                    byte[] old = fresh(FIRST, -HALF_AN_HOUR - 60);
                    Reply reply = ask(server, by, with(old), answerCount(1), signed());
                    assertThat(reply.option(Edns.COOKIE)).isNotEqualTo(old);
                }),
                dialogue("4.3", "a cookie of more than an hour is answered with one of now", (server, by) -> {
                    byte[] old = fresh(FIRST, -2 * HALF_AN_HOUR - 60);
                    Reply reply = ask(server, by, with(old), answerCount(1), signed());
                    assertThat(reply.option(Edns.COOKIE)).isNotEqualTo(old);
                }),
                dialogue("4.3", "so is one from the future", (server, by) -> {
                    byte[] early = fresh(FIRST, 600);
                    Reply reply = ask(server, by, with(early), answerCount(1), signed());
                    assertThat(reply.option(Edns.COOKIE)).isNotEqualTo(early);
                }),
                dialogue(
                        "5",
                        "a cookie of the second secret is answered with one of the first",
                        (server, by) -> ask(server, by, with(fresh(SECOND, 0)), answerCount(1), signed())),
                dialogue(
                        "5",
                        "a cookie of an unknown secret is answered with one of the first",
                        (server, by) -> ask(server, by, with(fresh(new byte[16], 0)), answerCount(1), signed())),
                dialogue("4.1", "another version is answered with this one", (server, by) -> {
                    byte[] other = fresh(FIRST, 0);
                    other[8] = 2;
                    ask(server, by, with(other), answerCount(1), signed());
                }),
                dialogue(
                        "4.4",
                        "a cookie of another client address is answered with one of this",
                        (server, by) -> ask(
                                server,
                                by,
                                with(made(FIRST, CLIENT, now(), octets(127, 0, 0, 77))),
                                answerCount(1),
                                signed())));
    }

    private static byte[] with(byte[] cookie) {
        return query("host.plain.test", Type.A)
                .edns(Edns.edns().option(Edns.COOKIE, cookie))
                .bytes();
    }

    private static int now() {
        return (int) Instant.now().getEpochSecond();
    }

    private static byte[] fresh(byte[] secret, int seconds) {
        return made(secret, CLIENT, now() + seconds, Server.CLIENT);
    }

    /** Client cookie and server cookie. */
    static byte[] made(byte[] secret, byte[] client, int time, byte[] address) {
        byte[] head = join(client, octets(1, 0, 0, 0, time >>> 24, time >>> 16, time >>> 8, time));
        return join(head, SipHash.of(secret, join(head, address)));
    }

    /** With the first secret, now, for this client. */
    static Expectation signed() {
        return reply -> {
            byte[] cookie = reply.option(Edns.COOKIE);
            assertThat(cookie).as("cookie").isNotNull().hasSize(24);
            byte[] client = first(8, cookie);
            assertThat(reply.query()).as("query with the client's cookie").containsSequence(client);
            int time = u16(cookie, 12) << 16 | u16(cookie, 14);
            assertThat(time).as("time").isBetween(now() - HALF_AN_HOUR, now() + 5);
            assertThat(cookie).as("cookie").isEqualTo(made(FIRST, client, time, Server.CLIENT));
        };
    }
}
