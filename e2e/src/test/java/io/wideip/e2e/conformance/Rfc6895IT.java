package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answerSection;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noData;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.soa;
import static io.wideip.e2e.conformance.Message.empty;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Row.each;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import java.util.stream.IntStream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Types, classes and opcodes by their numbers: data types, meta-types, what is reserved. */
final class Rfc6895IT extends Conformance {
    @Override
    List<Row> rows() {
        return List.of(
                row(
                        "2.2",
                        "opcode 3 is unassigned",
                        query("host.plain.test", Type.A).opcode(3),
                        rcode(Rcode.NOTIMP)),
                row("2.2", "opcode 6 (DSO) is not implemented", empty().opcode(6), rcode(Rcode.NOTIMP)),
                row("3.1", "type 0 is reserved", query("host.plain.test", 0), noData("plain.test.")),
                row("3.1", "OPT is a type that no name has", query("host.plain.test", Type.OPT), noData("plain.test.")),
                row(
                        "3.1",
                        "OPT of a name that is not",
                        query("nothing.plain.test", Type.OPT),
                        nameError("plain.test.")),
                row("3.1", "TKEY", query("host.plain.test", Type.TKEY), error(Rcode.NOTIMP)),
                row("3.1", "TSIG", query("host.plain.test", Type.TSIG), error(Rcode.NOTIMP)),
                row("3.1", "MAILB", query("host.plain.test", Type.MAILB), error(Rcode.NOTIMP)),
                row("3.1", "MAILA", query("host.plain.test", Type.MAILA), error(Rcode.NOTIMP)),
                row(
                        "3.1",
                        "a meta-type of a name that is not",
                        query("nothing.plain.test", Type.MAILA),
                        error(Rcode.NOTIMP)),
                each(
                        "3.1",
                        "types that nobody has assigned are data types",
                        IntStream.of(54, 110, 1_000, 32_770, 61_440)
                                .mapToObj(type -> query("host.plain.test", type).bytes())
                                .toList(),
                        noData("plain.test.")),
                each(
                        "3.1",
                        "so are private ones",
                        IntStream.of(65_280, 65_534)
                                .mapToObj(type -> query("host.plain.test", type).bytes())
                                .toList(),
                        noData("plain.test.")),
                row("3.1", "type 65535 is reserved", query("host.plain.test", 65_535), noData("plain.test.")),
                each(
                        "3.1",
                        "every data type of a name that is not",
                        IntStream.rangeClosed(1, 40)
                                .mapToObj(type ->
                                        query("nothing.plain.test", type).bytes())
                                .toList(),
                        nameError("plain.test.")),
                row("3.2", "class 0 is reserved", query("host.plain.test", Type.A, 0), error(Rcode.REFUSED)),
                row("3.2", "class HS is not served", query("host.plain.test", Type.A, DClass.HS), error(Rcode.REFUSED)),
                row("3.2", "class CH has no zones", query("host.plain.test", Type.A, DClass.CH), error(Rcode.REFUSED)),
                row(
                        "3.2",
                        "class NONE is for updates",
                        query("host.plain.test", Type.A, DClass.NONE),
                        error(Rcode.REFUSED)),
                row(
                        "3.2",
                        "class ANY finds class IN, which is not all there is",
                        query("host.plain.test", Type.A, DClass.ANY),
                        rcode(Rcode.NOERROR),
                        notAuthoritative(),
                        answerSection("host.plain.test. 300 A 192.0.2.1")),
                row(
                        "3.2",
                        "so it does when it denies",
                        query("nothing.plain.test", Type.A, DClass.ANY),
                        rcode(Rcode.NXDOMAIN),
                        notAuthoritative(),
                        soa("plain.test.")),
                row(
                        "3.2",
                        "class ANY elsewhere",
                        query("elsewhere.example.net", Type.A, DClass.ANY),
                        error(Rcode.REFUSED)),
                row(
                        "3.2",
                        "a private class is not served",
                        query("host.plain.test", Type.A, 65_280),
                        error(Rcode.REFUSED)));
    }
}
