package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.option;
import static io.wideip.e2e.conformance.Expectation.optionBegins;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.truncated;
import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Row.aboveLimit;
import static io.wideip.e2e.conformance.Row.ask;
import static io.wideip.e2e.conformance.Row.dialogue;
import static io.wideip.e2e.conformance.Row.each;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Cookies: who asks with one gets one; a wrong one costs nothing but another. */
final class Rfc7873IT extends Conformance {
    private static final int BADCOOKIE = 23;
    private static final String CLIENT = "0102030405060708";
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        return Stream.of(wellFormed(), malformed()).flatMap(List::stream).toList();
    }

    private static Message with(Message query, String cookie) {
        return query.edns(Edns.edns().option(Edns.COOKIE, cookie));
    }

    private static List<Row> wellFormed() {
        Expectation cookie = Rfc9018IT.signed();
        return List.of(
                row("5.2.1", "no cookie, no cookie", HOST.edns(), ADDRESS, noOption(Edns.COOKIE)),
                row("5.2.1", "without EDNS neither", HOST, ADDRESS, noEdns()),
                row("5.2.3", "a client's cookie alone", with(HOST, CLIENT), ADDRESS, cookie),
                row(
                        "5.2.3",
                        "with a denial",
                        with(query("nothing.plain.test", Type.A), CLIENT),
                        nameError("plain.test."),
                        cookie),
                row(
                        "5.2.3",
                        "with a referral",
                        with(query("www.cut.plain.test", Type.A), CLIENT),
                        notAuthoritative(),
                        cookie),
                row(
                        "5.2.3",
                        "with a refusal",
                        with(query("elsewhere.example.net", Type.A), CLIENT),
                        rcode(Rcode.REFUSED),
                        cookie),
                row("5.2.3", "with a wide IP", with(query("first.gslb.test", Type.A), CLIENT), answerCount(1), cookie),
                row(
                                "5.2.3",
                                "with a reply that is cut",
                                with(query("huge.plain.test", Type.TXT), CLIENT),
                                truncated(),
                                cookie)
                        .by(Transport.UDP),
                row("5.2.3", "by TLS, too", with(HOST, CLIENT), ADDRESS, cookie).by(Transport.TLS),
                row(
                        "5.2.4",
                        "a wrong server cookie of 16 octets",
                        with(HOST, CLIENT + "00".repeat(16)),
                        ADDRESS,
                        cookie),
                row("5.2.4", "a wrong one of 8 octets", with(HOST, CLIENT + "00".repeat(8)), ADDRESS, cookie),
                row("5.2.4", "a wrong one of 32 octets", with(HOST, CLIENT + "ff".repeat(32)), ADDRESS, cookie),
                aboveLimit(
                        "5.2.3",
                        "above the rate limit a client's cookie alone has one of ours, and BADCOOKIE",
                        client -> with(HOST, CLIENT).bytes(),
                        rcode(BADCOOKIE),
                        answerSection(),
                        optionBegins(Edns.COOKIE, Octets.hex(CLIENT + "01000000"))),
                aboveLimit(
                        "5.2.4",
                        "so has one with a wrong server cookie",
                        client -> with(HOST, CLIENT + "00".repeat(16)).bytes(),
                        rcode(BADCOOKIE),
                        answerSection(),
                        optionBegins(Edns.COOKIE, Octets.hex(CLIENT + "01000000"))),
                aboveLimit("5.2.1", "without a cookie it is to ask by TCP", client -> HOST.bytes(), truncated()),
                dialogue("5.2.5", "with the cookie that came, an answer and a cookie again", (server, by) -> {
                    byte[] got = ask(server, by, with(HOST, CLIENT).bytes(), ADDRESS, cookie)
                            .option(Edns.COOKIE);
                    byte[] again =
                            HOST.edns(Edns.edns().option(Edns.COOKIE, got)).bytes();
                    ask(server, by, again, ADDRESS, cookie);
                }),
                row(
                        "5.4",
                        "a cookie alone can be asked for",
                        with(empty(), CLIENT),
                        rcode(Rcode.NOERROR),
                        cookie,
                        reply -> assertThat(reply.question()).isEmpty()),
                row(
                        "5.4",
                        "even with a wrong one of ours",
                        with(empty(), CLIENT + "00".repeat(16)),
                        rcode(Rcode.NOERROR),
                        cookie),
                row("5.4", "without a cookie that is no query", empty().edns(), rcode(Rcode.FORMERR)),
                row("5.4", "nor with a malformed one", with(empty(), "00"), rcode(Rcode.FORMERR)),
                row(
                        "5.4",
                        "nor with two questions",
                        with(empty().question(name("a"), Type.A, 1).question(name("b"), Type.A, 1), CLIENT),
                        rcode(Rcode.FORMERR)),
                row(
                        "5.2.3",
                        "beside a client subnet and NSID",
                        HOST.edns(Edns.edns()
                                .option(Edns.NSID, "")
                                .option(Edns.COOKIE, CLIENT)
                                .option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        ADDRESS,
                        cookie,
                        option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")));
    }

    private static List<Row> malformed() {
        return List.of(
                row("5.2.2", "an empty cookie", with(HOST, ""), rcode(Rcode.FORMERR), noOption(Edns.COOKIE)),
                each(
                        "5.2.2",
                        "a client's cookie too short",
                        IntStream.rangeClosed(1, 7)
                                .mapToObj(size -> with(HOST, "aa".repeat(size)).bytes())
                                .toList(),
                        rcode(Rcode.FORMERR)),
                each(
                        "5.2.2",
                        "a server's cookie too short",
                        IntStream.rangeClosed(9, 15)
                                .mapToObj(size -> with(HOST, "aa".repeat(size)).bytes())
                                .toList(),
                        rcode(Rcode.FORMERR)),
                each(
                        "5.2.2",
                        "a server's cookie too long",
                        IntStream.of(41, 42, 64, 300)
                                .mapToObj(size -> with(HOST, "aa".repeat(size)).bytes())
                                .toList(),
                        rcode(Rcode.FORMERR)));
    }
}
