package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.complete;
import static io.wideip.e2e.conformance.Expectation.optionBegins;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.first;
import static io.wideip.e2e.conformance.Octets.hex;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Octets.u16;
import static io.wideip.e2e.conformance.Row.aboveLimit;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Type;

/** Server cookies that every server with the same secret makes and understands. */
final class Rfc9018IT extends Conformance {
    /** As in {@code cookie.secrets}: the first signs. */
    static final byte[] FIRST = hex("e5e973e5a6b2a43f48e7dc849e37bfcf");

    private static final byte[] SECOND = hex("445536bcd2513298075a5d379663c962");
    private static final byte[] CLIENT = hex("2464c4abcf10c957");
    private static final int HALF_AN_HOUR = 1_800;
    private static final int BADCOOKIE = 23;

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
                answered("4.3", "a good cookie", fresh(FIRST, 0)),
                answered("4.3", "a cookie of half an hour", fresh(FIRST, -HALF_AN_HOUR - 60)),
                answered("4.3", "a cookie of more than an hour", fresh(FIRST, -2 * HALF_AN_HOUR - 60)),
                answered("4.3", "a cookie from the future", fresh(FIRST, 600)),
                answered("5", "a cookie of the second secret", fresh(SECOND, 0)),
                answered("5", "a cookie of an unknown secret", fresh(new byte[16], 0)),
                answered("4.1", "another version", anotherVersion(fresh(FIRST, 0))),
                answered("4.4", "a cookie of another address", made(FIRST, CLIENT, now(), octets(127, 0, 0, 77))),
                counts("4.3", "a good cookie", client -> made(FIRST, CLIENT, now(), client)),
                counts("4.3", "a cookie of less than an hour", client -> made(FIRST, CLIENT, now() - 3_500, client)),
                isNone("4.3", "a cookie of more than an hour", client -> made(FIRST, CLIENT, now() - 3_660, client)),
                counts("4.3", "a cookie of four minutes ahead", client -> made(FIRST, CLIENT, now() + 240, client)),
                isNone("4.3", "a cookie of ten minutes ahead", client -> made(FIRST, CLIENT, now() + 600, client)),
                counts("5", "a cookie of the second secret", client -> made(SECOND, CLIENT, now(), client)),
                isNone("5", "a cookie of an unknown secret", client -> made(new byte[16], CLIENT, now(), client)),
                isNone("4.1", "another version", client -> anotherVersion(made(FIRST, CLIENT, now(), client))),
                isNone("4.4", "a cookie of another address", client -> fresh(FIRST, 0)));
    }

    /** Whatever it is: below the limit everyone is answered. */
    private static Row answered(String section, String what, byte[] cookie) {
        return row(section, what + " is answered with one of now", with(cookie), answerCount(1), signed());
    }

    private static Row counts(String section, String what, UnaryOperator<byte[]> cookieOfClient) {
        return aboveLimit(
                section, what + " counts", client -> with(cookieOfClient.apply(client)), answerCount(1), complete());
    }

    private static Row isNone(String section, String what, UnaryOperator<byte[]> cookieOfClient) {
        return aboveLimit(
                section,
                what + " is none",
                client -> with(cookieOfClient.apply(client)),
                rcode(BADCOOKIE),
                complete(),
                answerSection(),
                optionBegins(Edns.COOKIE, CLIENT));
    }

    private static byte[] anotherVersion(byte[] cookie) {
        cookie[8] = 2;
        return cookie;
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
