package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.truncated;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.octets;
import static io.wideip.e2e.conformance.Row.each;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import java.util.stream.IntStream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What makes forged answers harder: the question in its letters, the ID, the address and port. */
final class Rfc5452IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "9.1",
                        "letters of an answer's question",
                        query("HoSt.PlAiN.TeSt", Type.A),
                        answers("HoSt.PlAiN.TeSt. 300 A 192.0.2.1")),
                row("9.1", "letters of a NODATA's question", query("HoSt.PlAiN.TeSt", Type.MX), noData("PlAiN.TeSt.")),
                row(
                        "9.1",
                        "letters of an NXDOMAIN's question",
                        query("NoThInG.pLaIn.tEsT", Type.A),
                        nameError("pLaIn.tEsT.")),
                row(
                        "9.1",
                        "letters of a referral's question",
                        query("wWw.cUt.PlAiN.tEsT", Type.A),
                        notAuthoritative(),
                        answerSection()),
                row(
                        "9.1",
                        "letters of an alias's question",
                        query("OuTsIdE.pLaIn.TeSt", Type.A),
                        answers("OuTsIdE.pLaIn.TeSt. 300 CNAME www.elsewhere.example.")),
                row(
                        "9.1",
                        "letters of a wildcard's question",
                        query("AnY.wIlD.pLaIn.TeSt", Type.A),
                        answers("AnY.wIlD.pLaIn.TeSt. 300 A 192.0.2.7")),
                row(
                        "9.1",
                        "letters of a wide IP's question",
                        query("FiRsT.gSlB.tEsT", Type.A),
                        answers("FiRsT.gSlB.tEsT. 30 A 192.0.2.10")),
                row(
                        "9.1",
                        "letters of a refusal's question",
                        query("ElSeWhErE.eXaMpLe.NeT", Type.A),
                        error(Rcode.REFUSED)),
                row("9.1", "letters of a truncated reply's question", query("MeDiUm.PlAiN.TeSt", Type.A), truncated())
                        .by(Transport.UDP),
                row(
                        "9.1",
                        "letters of a question with a wrong option",
                        query("HoSt.PlAiN.TeSt", Type.A).edns(Edns.edns().raw(octets(0))),
                        rcode(Rcode.FORMERR)),
                row("9.1", "letters of ANY's question", query("HoSt.PlAiN.TeSt", Type.ANY), answerCount(1)),
                each(
                        "9.1",
                        "every ID comes back",
                        IntStream.of(1, 255, 256, 0x7fff, 0x8000, 0xfffe)
                                .mapToObj(id ->
                                        query("host.plain.test", Type.A).id(id).bytes())
                                .toList(),
                        answers("host.plain.test. 300 A 192.0.2.1")));
    }
}
