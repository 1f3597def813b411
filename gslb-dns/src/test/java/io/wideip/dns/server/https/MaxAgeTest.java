package io.wideip.dns.server.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestServer;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** RFC 8484 section 5.1. */
final class MaxAgeTest {
    private static final Map<Character, Integer> SECTIONS =
            Map.of('!', Section.ANSWER, '^', Section.AUTHORITY, '+', Section.ADDITIONAL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOERROR  | 30         | !30 A 192.0.2.1",
                "NOERROR  | 20         | !30 A 192.0.2.1; !20 A 192.0.2.2; !40 A 192.0.2.3",
                "NOERROR  | 0          | !30 A 192.0.2.1; !0 A 192.0.2.2",
                "NOERROR  | 2147483647 | !2147483647 A 192.0.2.1",
                "NOERROR  | 30         | !60 CNAME shop.example.com.; !30 AAAA 2001:db8::1",
                // Additional data is no answer, nor are the servers.
                "NOERROR  | 30         | !30 MX 1 mail.example.com.; ^5 NS ns.example.com.; +5 A 192.0.2.1",
                // Denials: the SOA record's TTL or its minimum.
                "NOERROR  | 30         | ^3600 SOA ns.example.com. host.example.com. 1 2 3 4 30",
                "NXDOMAIN | 20         | ^20 SOA ns.example.com. host.example.com. 1 2 3 4 30",
                "NXDOMAIN | 10         | !10 CNAME b.example.com.; ^20 SOA ns.example.com. host.example.com. 1 2 3 4 30",
                "NXDOMAIN | 20         | !60 CNAME b.example.com.; ^20 SOA ns.example.com. host.example.com. 1 2 3 4 30",
                // A referral, and what has failed.
                "NOERROR  | 0          | ^3600 NS ns.example.com.; +3600 A 192.0.2.1",
                "NOERROR  | 0          |",
                "SERVFAIL | 0          | ^3600 SOA ns.example.com. host.example.com. 1 2 3 4 30",
                "REFUSED  | 0          |",
            })
    void isTheSmallestTtl(String rcode, long expected, String records) throws IOException {
        Message reply = TestServer.query("www.example.com", "A");
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(Rcode.value(rcode));
        for (String text : records == null ? new String[0] : records.split(";")) {
            String[] fields = text.strip().split(" ", 3);
            reply.addRecord(
                    Record.fromString(
                            Name.fromString("www.example.com."),
                            Type.value(fields[1]),
                            DClass.IN,
                            Long.parseLong(fields[0].substring(1)),
                            fields[2],
                            Name.root),
                    Objects.requireNonNull(SECTIONS.get(fields[0].charAt(0))));
        }
        // Its TTL are flags.
        reply.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);

        assertThat(MaxAge.of(reply.toWire())).isEqualTo(expected);
    }
}
