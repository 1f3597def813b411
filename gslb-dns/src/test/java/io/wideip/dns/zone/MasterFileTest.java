package io.wideip.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.ZoneRecords;
import io.wideip.dns.MapSection;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What is read of the records of a zone. */
final class MasterFileTest {
    private static final DomainName ZONE = new DomainName("apps.example.com");

    private final MasterFile masterFile = new MasterFile();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A      | 192.0.2.1
            AAAA   | 2001:db8:0:0:0:0:0:1
            MX     | 10 mail.example.net.
            TXT    | "v=spf1 -all" "two; strings (here)"
            SRV    | 0 5 5060 sip.example.net.
            CAA    | 0 issue "ca.example.net"
            HTTPS  | 1 . alpn=h2,h3
            SVCB   | 16 svc.example.net. port=8443
            TLSA   | 3 1 1 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
            NAPTR  | 100 50 "s" "SIP+D2U" "" _sip._udp.example.net.
            SSHFP  | 4 2 123456789ABCDEF67890123456789ABCDEF67890123456789ABCDEF123456789
            CNAME  | status.example.net.
            DS     | 12345 13 2 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
            DNSKEY | 257 3 13 AQID
            CDS    | 0 0 0 00
            CDNSKEY | 0 3 0 AA==
            """)
    void readsEveryType(String type, String data) throws IOException {
        RecordSet set = sets("www 300 IN " + type + " " + data).get(0);
        Record record = Record.fromWire(wire(set), org.xbill.DNS.Section.ANSWER);
        assertThat(record.getName()).hasToString("www.apps.example.com.");
        assertThat(Type.string(record.getType())).isEqualTo(type);
        assertThat(record.getTTL()).isEqualTo(300);
        assertThat(record.rdataToString()).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            w TXT "é€"      | 05c3a9e282ac
            w TXT \\é€       | 05c3a9e282ac
            w TXT "\\\\é"     | 035cc3a9
            w TXT "\\195é"  | 03c3c3a9
            w TXT "é" ; é    | 02c3a9
            w HINFO é é      | 02c3a902c3a9
            w CAA 0 issue é  | 00056973737565c3a9
            """)
    void takesTextForUtf8(String record, String rdata) {
        assertThat(HexFormat.of().formatHex(sets(record).get(0).rdata().get(0))).isEqualTo(rdata);
    }

    @Test
    void readsDirectivesCommentsAndParentheses() {
        List<RecordSet> sets = sets("""
                $TTL 60
                ; a comment \\
                @          CAA 0 issue "ca.example.net" ; at the end of a line
                www  IN    TXT ( "a"    ; (
                                 "b" )

                           MX  10 mail
                $ORIGIN sub.apps.example.com.
                @    2h    A   192.0.2.1
                x          A   192.0.2.2
                """);
        assertThat(sets.stream().map(MasterFileTest::shown))
                .containsExactly(
                        "apps.example.com. 60 CAA",
                        "www.apps.example.com. 60 TXT",
                        "www.apps.example.com. 60 MX",
                        "sub.apps.example.com. 7200 A",
                        "x.sub.apps.example.com. 60 A");
    }

    @Test
    void gathersRecordsOfOneOwnerAndTypeInASet() {
        List<RecordSet> sets = sets("www A 192.0.2.1\nmail A 192.0.2.9\nWWW A 192.0.2.2\nwww A 192.0.2.1");
        assertThat(sets).hasSize(2);
        assertThat(sets.get(0).owner()).isEqualTo(new DomainName("www.apps.example.com").wire());
        assertThat(sets.get(0).rdata())
                .containsExactly(new byte[] {(byte) 192, 0, 2, 1}, new byte[] {(byte) 192, 0, 2, 2});
    }

    @Test
    void countsTheRecordsOfEachNameAndType() {
        assertThat(read("www A 192.0.2.1\nWWW A 192.0.2.2\nwww TXT x\n@ CAA 0 issue x")
                        .counts())
                .isEqualTo(
                        Map.of("www.apps.example.com A", 2, "www.apps.example.com TXT", 1, "apps.example.com CAA", 1));
    }

    @Test
    void aRecordWithoutTtlHasAnHour() {
        assertThat(sets("www A 192.0.2.1").get(0).ttl()).isEqualTo(3600);
    }

    @Test
    void withoutRecordsThereAreNone() {
        assertThat(((StaticRecords) masterFile.read(ZONE, new MapSection(Map.of()))).sets())
                .isEmpty();
        assertThat(sets(" \n\n; only a comment\n")).isEmpty();
    }

    @Test
    void zonesReadFromOneTextAreEqual() {
        MapSection section = new MapSection(Map.of("records", "www A 192.0.2.1"));
        assertThat(masterFile.read(ZONE, section))
                .isEqualTo(masterFile.read(ZONE, section))
                .hasSameHashCodeAs(masterFile.read(ZONE, section))
                .isNotEqualTo(masterFile.read(new DomainName("example.org"), section));
    }

    private ZoneRecords read(String text) {
        MapSection section = new MapSection(Map.of("records", text));
        ZoneRecords records = masterFile.read(ZONE, section);
        assertThat(section.problems()).isEmpty();
        return records;
    }

    private List<RecordSet> sets(String text) {
        return ((StaticRecords) read(text)).sets();
    }

    private static String shown(RecordSet set) {
        try {
            return new Name(set.owner()) + " " + set.ttl() + " " + Type.string(set.type());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] wire(RecordSet set) throws IOException {
        return Record.newRecord(
                        new Name(set.owner()),
                        set.type(),
                        DClass.IN,
                        set.ttl(),
                        set.rdata().get(0))
                .toWire(org.xbill.DNS.Section.ANSWER);
    }
}
