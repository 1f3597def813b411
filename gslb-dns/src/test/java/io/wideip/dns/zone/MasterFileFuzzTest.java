package io.wideip.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wideip.config.DomainName;
import io.wideip.dns.MapSection;
import io.wideip.dns.ReplyCheck;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Whatever stands in a zone's records, it is refused at its line, or each of its sets is answered whole. */
final class MasterFileFuzzTest {
    private static final String ZONE = "apps.example.com";

    private static final String SIGNATURE = "8 4 300 20300101000000 20200101000000 1 @ AQID";

    /** What dnsjava reads in its own ways, and much that it throws something unusual for. */
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "@ MX 10 mail\nmail A 192.0.2.1\n*.w 60 IN CNAME mail",
                        "sub NS ns.sub\nsub NS ns.example.net.\nns.sub A 192.0.2.1\nns.sub AAAA 2001:db8::1",
                        "a TXT ( \"one\" ; (\n  two )\n$TTL 1h\n$ORIGIN b.apps.example.com.\n\\000\\255 CNAME a\\.b",
                        "h HTTPS 1 . mandatory=alpn alpn=h2,h3 port=1 ipv4hint=192.0.2.1 key65333=x\nh SVCB 0 a",
                        "h HTTPS 1 . ech= alpn=h2",
                        "h HTTPS 1 . alpn= port=x",
                        "d DNAME e\nx.e A 192.0.2.1\nu TYPE65280 \\# 4 0a000001\nu TYPE1 \\# 4 0a000001",
                        "w WKS 192.0.2.1 1",
                        "w WKS 192.0.2.1 tcp 25",
                        "h HIP 2 200100107B1A74DF365639CC39F1D578 192.0.2.1",
                        "\"\" 300 IN A 192.0.2.1",
                        "r RRSIG A 3 1 1 x y z",
                        "r RRSIG A %1$s\nr RRSIG TXT %1$s\nr A 192.0.2.1".formatted(SIGNATURE),
                        "r RRSIG CNAME %1$s\nd NS n\nd RRSIG NS %1$s\nr SIG A %1$s".formatted(SIGNATURE),
                        "@ NSEC r A RRSIG\n@ NSEC3PARAM 1 0 0 -\nh NSEC3 1 1 0 - 0p9mhaveqvm6t7vbl5lop2u3t2rp3tom A",
                        "@ CDS 0 0 0 00\n@ CDNSKEY 0 3 0 AA==\n@ KEY 256 3 8 AQNR\n@ NXT r A",
                        "é TXT \"é€\" \\é",
                        "l LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m\nn NAPTR 1 2 \"u\" \"\" \"!a!b!\" .",
                        "c CAA 0 issue \"x\"\nt TLSA 3 1 1 00\ns SSHFP 4 2 00\nu URI 1 1 \"x\"\ni IPSECKEY 1 0 2 . AQNR",
                        "a APL 1:192.0.2.0/24 !2:2001:db8::/32\nd DS 1 8 2 00\nk DNSKEY 256 3 8 AQNR\nz ZONEMD 1 1 1 00")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyText(byte[] text) throws IOException {
        String records = new String(text, StandardCharsets.UTF_8);
        MapSection section = new MapSection(Map.of("records", records));
        StaticRecords read = (StaticRecords) new MasterFile().read(new DomainName(ZONE), section);
        assertThat(section.problems()).allSatisfy(problem -> assertThat(problem).matches("(?s)line [1-9]\\d*: .+"));
        if (section.problems().isEmpty()) {
            TestServer server = new TestServer(new TestCatalog().zone(ZONE, records));
            for (RecordSet set : read.sets()) {
                askFor(set, server);
            }
        }
    }

    private static void askFor(RecordSet set, TestServer server) throws IOException {
        assertThat(set.rdata()).isNotEmpty();
        Name owner = new Name(set.owner());
        byte[] query =
                Message.newQuery(Record.newRecord(owner, set.type(), DClass.IN)).toWire();
        byte[] reply = server.respond(query, InetAddress.getLoopbackAddress(), true);
        ReplyCheck.check(query, reply, false);
        for (byte[] rdata : set.rdata()) {
            assertThat(Record.newRecord(owner, set.type(), DClass.IN, set.ttl(), rdata)
                            .toWireCanonical())
                    .as("as a client reads it")
                    .isNotEmpty();
        }
    }
}
