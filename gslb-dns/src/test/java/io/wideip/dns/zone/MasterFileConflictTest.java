package io.wideip.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.config.ZoneRecords;
import io.wideip.dns.MapSection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can stand beside the records of a zone: wide IPs, zones below it. */
final class MasterFileConflictTest {
    private static final DomainName ZONE = new DomainName("apps.example.com");

    private final MasterFile masterFile = new MasterFile();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            w A 192.0.2.1       | false | the zone's records give 'w.apps.example.com' a record of type A already
            w AAAA 2001:db8::1  | false | the zone's records give 'w.apps.example.com' a record of type AAAA already
            w CNAME x           | false | the zone's records give 'w.apps.example.com' a record of type CNAME already
            w NS ns.example.net.| false | the zone's records delegate 'w.apps.example.com' to other servers by NS
            @ DNAME e.example.  | false | the zone's records redirect every name below 'apps.example.com' by DNAME
            w TXT x             | true  | 'w.apps.example.com' has members with a host name, so it answers CNAME
            """)
    void aWideIpCanNotStandBeside(String record, boolean answersCname, String conflict) {
        assertThat(read(record).conflict(new DomainName("w.apps.example.com"), answersCname))
                .startsWith(conflict)
                .contains(": ");
    }

    @Test
    void aWideIpCanNotStandBelowADelegation() {
        assertThat(read("sub NS ns.example.net.").conflict(new DomainName("w.sub.apps.example.com"), false))
                .isEqualTo("the zone's records delegate 'sub.apps.example.com' to other servers by NS: remove the NS"
                        + " records or the wide IP");
    }

    @ParameterizedTest
    @CsvSource({
        "w TXT x, false",
        "w MX 10 x, false",
        "v A 192.0.2.1, true",
        "x.w A 192.0.2.1, true",
        "v NS n, true",
        "w DNAME x, false",
        "v DNAME x, true"
    })
    void aWideIpCanStandBeside(String record, boolean answersCname) {
        assertThat(read(record).conflict(new DomainName("w.apps.example.com"), answersCname))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "d DNAME e, d.apps.example.com, false",
        "d DNAME e, xd.apps.example.com, false",
        "d NS e, x.d.apps.example.com, false",
        "d DNAME e, x.d.apps.example.com, true",
        "d DNAME e, y.x.d.apps.example.com, true",
        "@ DNAME e.example., x.apps.example.com, true"
    })
    void noZoneCanLieBelowADname(String record, String nestedZone, boolean conflict) {
        String said = read(record).conflict(new DomainName(nestedZone));
        if (conflict) {
            assertThat(said)
                    .startsWith("the zone '" + nestedZone + "' lies below '")
                    .endsWith("apps.example.com', whose DNAME in the enclosing zone redirects every name below it"
                            + " (RFC 6672 section 2.4): remove the DNAME record or the zone");
        } else {
            assertThat(said).isNull();
        }
    }

    private ZoneRecords read(String text) {
        MapSection section = new MapSection(Map.of("records", text));
        ZoneRecords records = masterFile.read(ZONE, section);
        assertThat(section.problems()).isEmpty();
        return records;
    }
}
