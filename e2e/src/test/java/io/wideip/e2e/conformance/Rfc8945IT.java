package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.additionalSection;
import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.edns;
import static io.wideip.e2e.conformance.Expectation.error;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.hex;
import static io.wideip.e2e.conformance.Octets.join;
import static io.wideip.e2e.conformance.Octets.name;
import static io.wideip.e2e.conformance.Octets.u16;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** TSIG is not implemented: a signature is a record that no query needs, and replies have none. */
final class Rfc8945IT extends Conformance {
    private static final byte[] SIGNATURE = signature();
    private static final String ADDRESS = "host.plain.test. 300 A 192.0.2.1";

    @Override
    List<Row> rows() {
        Message host = query("host.plain.test", Type.A);
        return List.of(
                row(
                        "5.2.1",
                        "a signature by a key that nobody knows here is read past",
                        host.additional(SIGNATURE),
                        answers(ADDRESS),
                        additionalSection()),
                row(
                        "5.3",
                        "with EDNS, too, and OPT alone is in the reply",
                        host.edns().additional(SIGNATURE),
                        answers(ADDRESS),
                        additionalSection(),
                        edns()),
                row(
                        "5.2",
                        "so is one that is not the last record",
                        host.additional(SIGNATURE).edns(),
                        answers(ADDRESS),
                        edns()),
                row("5.2", "and a second one", host.additional(SIGNATURE).additional(SIGNATURE), answers(ADDRESS)),
                row(
                        "5.3",
                        "a refusal is not signed either",
                        query("elsewhere.example.net", Type.A).additional(SIGNATURE),
                        error(Rcode.REFUSED),
                        additionalSection()));
    }

    /** With fields of the right form (section 4.2) and a MAC of no key. */
    private static byte[] signature() {
        byte[] data = join(
                name("hmac-sha256"),
                hex("0000 65920080"), // time signed
                u16(300), // fudge
                u16(32),
                new byte[32],
                u16(0x5A17), // original ID
                u16(0),
                u16(0));
        return join(name("key.test"), u16(Type.TSIG), u16(DClass.ANY), hex("00000000"), u16(data.length), data);
    }
}
