package io.wideip.e2e.conformance;

import static io.wideip.e2e.conformance.Expectation.answers;
import static io.wideip.e2e.conformance.Expectation.nameError;
import static io.wideip.e2e.conformance.Expectation.noEdns;
import static io.wideip.e2e.conformance.Expectation.noOption;
import static io.wideip.e2e.conformance.Expectation.notAuthoritative;
import static io.wideip.e2e.conformance.Expectation.option;
import static io.wideip.e2e.conformance.Expectation.rcode;
import static io.wideip.e2e.conformance.Expectation.truncated;
import static io.wideip.e2e.conformance.Message.query;
import static io.wideip.e2e.conformance.Octets.ascii;
import static io.wideip.e2e.conformance.Row.aboveLimit;
import static io.wideip.e2e.conformance.Row.row;

import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** NSID: which of several servers has answered. */
final class Rfc5001IT extends Conformance {
    private static final byte[] IDENTITY = ascii("conformance-1");
    private static final Edns NSID = Edns.edns().option(Edns.NSID, "");
    private static final Message HOST = query("host.plain.test", Type.A);
    private static final Expectation ADDRESS = answers("host.plain.test. 300 A 192.0.2.1");

    @Override
    List<Row> rows() {
        return List.of(
                row("2.2", "asked for it is told", HOST.edns(NSID), ADDRESS, option(Edns.NSID, IDENTITY)),
                row("2.2", "not asked for it is not", HOST.edns(), ADDRESS, noOption(Edns.NSID)),
                row("2.2", "without EDNS it is not", HOST, ADDRESS, noEdns()),
                row(
                        "2.2",
                        "what a query puts in it is passed over",
                        HOST.edns(Edns.edns().option(Edns.NSID, "010203")),
                        ADDRESS,
                        option(Edns.NSID, IDENTITY)),
                row(
                        "2.2",
                        "with a denial",
                        query("nothing.plain.test", Type.A).edns(NSID),
                        nameError("plain.test."),
                        option(Edns.NSID, IDENTITY)),
                row(
                        "2.2",
                        "with a referral",
                        query("www.cut.plain.test", Type.A).edns(NSID),
                        notAuthoritative(),
                        option(Edns.NSID, IDENTITY)),
                row(
                        "2.2",
                        "with a refusal",
                        query("elsewhere.example.net", Type.A).edns(NSID),
                        rcode(Rcode.REFUSED),
                        option(Edns.NSID, IDENTITY)),
                row(
                                "2.2",
                                "with a reply that is cut",
                                query("huge.plain.test", Type.TXT).edns(NSID),
                                truncated(),
                                option(Edns.NSID, IDENTITY))
                        .by(Transport.UDP),
                aboveLimit(
                        "2.2",
                        "to who is above the rate limit it is not told",
                        client -> HOST.edns(NSID).bytes(),
                        Expectation.rcode(Rcode.NOERROR),
                        truncated(),
                        noOption(Edns.NSID)),
                row(
                        "2.2",
                        "beside a client subnet",
                        HOST.edns(NSID.option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")),
                        ADDRESS,
                        option(Edns.NSID, IDENTITY),
                        option(Edns.CLIENT_SUBNET, "0001 18 00 0A0102")));
    }
}
