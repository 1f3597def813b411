package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.option;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.u16;
import static io.wideip.e2e.conformance.Row.row;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Extended errors: why a reply is as it is. */
final class Rfc8914IT extends Conformance {
    private static final int OTHER = 0;
    private static final int PROHIBITED = 18;
    private static final int NOT_AUTHORITATIVE = 20;
    private static final int NOT_SUPPORTED = 21;

    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "4.21",
                        "a name elsewhere: Not Authoritative",
                        query("elsewhere.example.net", Type.A).edns(),
                        error(Rcode.REFUSED),
                        says(NOT_AUTHORITATIVE, "no zone of this server")),
                row(
                        "4.22",
                        "a meta-type: Not Supported",
                        query("host.plain.test", Type.MAILB).edns(),
                        error(Rcode.NOTIMP),
                        says(NOT_SUPPORTED, "")),
                row(
                        "4.19",
                        "a transfer: Prohibited",
                        query("plain.test", Type.IXFR).edns(),
                        error(Rcode.REFUSED),
                        says(PROHIBITED, "no zone transfers")),
                allDown("SERVFAIL", "down-servfail", "all members down", error(Rcode.SERVFAIL)),
                allDown("NODATA", "down-nodata", "all members down", noData("gslb.test.")),
                allDown("the fallback", "down-fallback", "all members down, answering the fallback", answerCount(1)),
                allDown(
                        "all of them, as if they were up",
                        "down-all",
                        "all members down, answering as if up",
                        answerCount(1)),
                row(
                        "2",
                        "nothing to say of what is well",
                        query("first.gslb.test", Type.A).edns(),
                        answerCount(1),
                        noOption(Edns.EXTENDED_ERROR)),
                row(
                        "2",
                        "nor of a name that is not",
                        query("nothing.plain.test", Type.A).edns(),
                        nameError("plain.test."),
                        noOption(Edns.EXTENDED_ERROR)),
                row(
                        "3",
                        "without EDNS it stays unsaid",
                        query("elsewhere.example.net", Type.A),
                        error(Rcode.REFUSED),
                        noEdns()),
                row(
                        "3",
                        "what a query puts in it is passed over",
                        query("host.plain.test", Type.A).edns(Edns.edns().option(Edns.EXTENDED_ERROR, "0000")),
                        answerCount(1),
                        noOption(Edns.EXTENDED_ERROR)));
    }

    /** A wide IP whose members are all down, in each of the ways to answer for it. */
    private static Row allDown(String what, String host, String text, Expectation answer) {
        return row(
                "4.1",
                "all members down: " + what + " says so",
                query(host + ".gslb.test", Type.A).edns(),
                answer,
                says(OTHER, text));
    }

    /** The info-code, and the text without a zero at its end (RFC 8914 section 2). */
    private static Expectation says(int code, String text) {
        return option(Edns.EXTENDED_ERROR, join(u16(code), text.getBytes(UTF_8)));
    }
}
