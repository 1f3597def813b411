package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** ANY gets little: one HINFO of the name. */
final class Rfc8482IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "4.2",
                        "ANY of a name with several types",
                        query("host.plain.test", Type.ANY),
                        answers("host.plain.test. 3600 HINFO \"RFC8482\" \"\"")),
                row(
                        "4.2",
                        "ANY of the apex",
                        query("plain.test", Type.ANY),
                        answers("plain.test. 3600 HINFO \"RFC8482\" \"\"")),
                row(
                        "4.2",
                        "ANY of a wide IP",
                        query("first.gslb.test", Type.ANY),
                        answers("first.gslb.test. 3600 HINFO \"RFC8482\" \"\"")),
                row(
                        "4.2",
                        "ANY of a name made of a wildcard",
                        query("x.wild.plain.test", Type.ANY),
                        answers("x.wild.plain.test. 3600 HINFO \"RFC8482\" \"\"")),
                row(
                        "4.2",
                        "ANY of a name that is not",
                        query("nothing.plain.test", Type.ANY),
                        nameError("plain.test.")),
                row("4.2", "ANY of an empty non-terminal", query("deep.plain.test", Type.ANY), noData("plain.test.")),
                row("4.2", "ANY below a cut", query("x.cut.plain.test", Type.ANY), notAuthoritative(), answerSection()),
                row("4.2", "ANY elsewhere", query("elsewhere.example.net", Type.ANY), error(Rcode.REFUSED)),
                row(
                        "4.2",
                        "HINFO itself is still what it is",
                        query("hinfo.plain.test", Type.HINFO),
                        answers("hinfo.plain.test. 300 HINFO \"CPU\" \"OS\"")),
                row(
                        "4.2",
                        "an alias, asked for ANY, is told",
                        query("alias.plain.test", Type.ANY),
                        answers("alias.plain.test. 300 CNAME host.plain.test.")),
                row(
                        "4",
                        "a large set does not make it large",
                        query("huge.plain.test", Type.ANY),
                        answers("huge.plain.test. 3600 HINFO \"RFC8482\" \"\"")));
    }
}
