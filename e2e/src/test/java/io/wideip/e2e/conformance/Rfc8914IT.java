package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.optionBegins;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Extended errors: why a reply is as it is. */
final class Rfc8914IT extends Conformance {
    private static final String NOT_AUTHORITATIVE = "0014";
    private static final String NOT_SUPPORTED = "0015";

    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "4.21",
                        "a name elsewhere: Not Authoritative",
                        query("elsewhere.example.net", Type.A).edns(),
                        rcode(Rcode.REFUSED),
                        optionBegins(Edns.EXTENDED_ERROR, NOT_AUTHORITATIVE)),
                row(
                        "4.22",
                        "a meta-type: Not Supported",
                        query("host.plain.test", Type.MAILB).edns(),
                        rcode(Rcode.NOTIMP),
                        optionBegins(Edns.EXTENDED_ERROR, NOT_SUPPORTED)),
                row(
                        "2",
                        "a wide IP whose members are all down, SERVFAIL, says so",
                        query("down-servfail.gslb.test", Type.A).edns(),
                        rcode(Rcode.SERVFAIL),
                        text("down")),
                row(
                        "2",
                        "NODATA, says so",
                        query("down-nodata.gslb.test", Type.A).edns(),
                        noData("gslb.test."),
                        text("down")),
                row(
                        "2",
                        "the fallback, says so",
                        query("down-fallback.gslb.test", Type.A).edns(),
                        answerCount(1),
                        text("down")),
                row(
                        "2",
                        "all of them as if they were up, says so",
                        query("down-all.gslb.test", Type.A).edns(),
                        answerCount(1),
                        text("down")),
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

    /** The info-code and a text that has this word and no zero at its end (RFC 8914 section 2). */
    private static Expectation text(String word) {
        return reply -> {
            byte[] error = reply.option(Edns.EXTENDED_ERROR);
            assertThat(new String(error, 2, error.length - 2, UTF_8))
                    .as("text")
                    .contains(word)
                    .doesNotContain("\0");
        };
    }
}
