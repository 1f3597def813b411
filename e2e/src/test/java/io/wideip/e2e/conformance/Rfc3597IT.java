package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerCount;
import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.hex;
import static io.wideip.e2e.conformance.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Types that a server does not know are served like those it does. */
final class Rfc3597IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "3",
                        "an unknown type's record",
                        query("unknown.plain.test", 65_280),
                        answerCount(1),
                        data("0A000001")),
                row(
                        "3",
                        "another one of the same name",
                        query("unknown.plain.test", 731),
                        answerCount(1),
                        data("ABCDEF012345")),
                row("3", "a record without data", query("nothing3597.plain.test", 65_281), answerCount(1), data("")),
                row(
                        "3",
                        "an unknown type that the name has not",
                        query("host.plain.test", 65_280),
                        noData("plain.test.")),
                row(
                        "3",
                        "an unknown type of a name that is not",
                        query("nothing.plain.test", 65_280),
                        nameError("plain.test.")),
                row(
                        "3",
                        "an unknown type at an alias",
                        query("alias.plain.test", 65_280),
                        rcode(Rcode.NOERROR),
                        answerSection("alias.plain.test. 300 CNAME host.plain.test.")),
                row("3", "an unknown type at a wildcard", query("x.wild.plain.test", 65_280), noData("plain.test.")),
                row(
                        "3",
                        "an unknown type below a cut",
                        query("x.cut.plain.test", 65_280),
                        notAuthoritative(),
                        answerSection()),
                row("3", "an unknown type of a wide IP", query("first.gslb.test", 65_280), noData("gslb.test.")),
                row("3", "an unknown type elsewhere", query("elsewhere.example.net", 65_280), error(Rcode.REFUSED)),
                row("3", "an unknown class", query("host.plain.test", Type.A, 1234), error(Rcode.REFUSED)),
                row(
                        "4",
                        "names in what is newer than RFC 1035 are not compressed",
                        query("_sip._tcp.plain.test", Type.SRV),
                        answerCount(1),
                        data("000A 0014 13C4 04686F7374 05706C61696E 0474657374 00")),
                row(
                        "4",
                        "nor are they in SVCB",
                        query("far.svcb.test", Type.HTTPS),
                        answerCount(1),
                        data("0001 03737663 09656C73657768657265 076578616D706C65 00 0001 0003 026832")),
                row(
                        "5",
                        "a known type in the way of unknown ones is the same type",
                        query("generic.plain.test", Type.A),
                        answers("generic.plain.test. 300 A 192.0.2.100", "generic.plain.test. 300 A 192.0.2.101")),
                row(
                        "6",
                        "data that differ in no bit are one record, and in one bit two",
                        query("twice.plain.test", 65_280),
                        answerCount(2)),
                row(
                        "3",
                        "the type asked for comes back as it was",
                        query("host.plain.test", 65_534),
                        noData("plain.test.")));
    }

    /** Of the first record. */
    private static Expectation data(String hex) {
        return reply -> {
            Layout.Place record = reply.layout().records().get(0);
            assertThat(Arrays.copyOfRange(reply.bytes(), record.data(), record.data() + record.length()))
                    .as("data")
                    .isEqualTo(hex(hex));
        };
    }
}
