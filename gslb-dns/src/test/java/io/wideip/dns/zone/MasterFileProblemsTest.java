package io.wideip.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DomainName;
import io.wideip.dns.MapSection;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with the records of a zone, told at its line. */
final class MasterFileProblemsTest {
    private static final DomainName ZONE = new DomainName("apps.example.com");

    private final MasterFile masterFile = new MasterFile();

    static Stream<Arguments> badTexts() {
        return Stream.of(
                bad("www A 192.0.2.256", "line 1: can't be read as a record: "),
                bad("www A 192.0.2.1\n\n\nwww AA 192.0.2.1", "line 4: can't be read as a record: "),
                bad("www AAAA 192.0.2.1", "line 1: 192.0.2.1 is an IPv4 address: write A in place of AAAA"),
                bad("www A 2001:db8::1", "line 1: 2001:db8::1 is an IPv6 address: write AAAA in place of A"),
                bad(
                        "w TXT \"" + "x".repeat(256) + "\"",
                        "line 1: a text of more than 255 octets: split it, as in \"first part\" \"second part\""),
                bad("; x\nwww MX mail", "line 2: can't be read as a record: "),
                bad("www A 192.0.2.1 192.0.2.2", "line 1: can't be read as a record: "),
                bad("$TTL soon\nwww A 192.0.2.1", "line 1: can't be read as a record: "),
                bad("\n$INCLUDE /etc/passwd", "line 2: $INCLUDE is not read: copy the file's records to here"),
                bad("$include other", "line 1: $INCLUDE is not read: "),
                bad("$GENERATE 1-9 h$ A 192.0.2.$", "line 1: $GENERATE is not read: write its records one by one"),
                bad("w TXT (\n\"a\"\n\"b\"", "line 1: '(' is never closed: add ')'"),
                bad(
                        "v A 192.0.2.1\nw TXT x\\y\\\nx A 192.0.2.2",
                        "line 2: '\\' at the end of the line takes in the next one: remove it, or write '\\092'"),
                bad(
                        "a A 192.0.2.1\nw 60 IN MX (\n  10\n  ;\n  mail..x\n)\nb A 192.0.2.2",
                        "line 5: can't be read as a record: "),
                bad(
                        "\nw HTTPS 1 . alpn=h2 ech= port=1\nv A 192.0.2.1",
                        "line 2: can't be read as a record: something is missing or malformed (write:"),
                bad("\"\" A 192.0.2.1", "line 1: can't be read as a record: something is missing or malformed (write:"),
                bad("w RRSIG A 8 2 300 soon soon 1 x. y", "line 1: can't be read as a record: "),
                bad("v A 192.0.2.1\nw WKS 192.0.2.1 1", "line 2: can't be read as a record: something is missing or"),
                bad("w.example.net. A 192.0.2.1", "line 1: 'w.example.net' is outside the zone apps.example.com: move"),
                bad(
                        "w.example.net. TXT (\n\"a\" )",
                        "line 1: 'w.example.net' is outside the zone apps.example.com: move"),
                bad("w CH TXT x", "line 1: 'w.apps.example.com' has class CH: only IN is served"),
                bad("@ SOA ns. h. 1 2 3 4 5", "line 1: SOA is made from the zone's keys hostmaster"),
                bad("@ NS ns.example.net.", "line 1: the zone's own NS records are made from its key nameservers"),
                bad(
                        "d DNAME e\nx A 192.0.2.1\nx.d A 192.0.2.1",
                        "line 3: 'x.d.apps.example.com' lies below 'd.apps.example.com', whose DNAME redirects"),
                bad(
                        "y.x.d TXT a\n\nd DNAME e",
                        "line 1: 'y.x.d.apps.example.com' lies below 'd.apps.example.com', whose DNAME redirects"),
                bad("@ DNAME e.example.\nx TXT a", "line 2: 'x.apps.example.com' lies below 'apps.example.com', whose"),
                bad("d DNAME e\nd DNAME f", "line 2: 'd.apps.example.com' has a DNAME beside another one (RFC 6672"),
                bad("d DNAME e\nd NS f", "line 2: 'd.apps.example.com' has a DNAME beside NS (RFC 6672 section 2.4)"),
                bad("d NS e\nd DNAME f", "line 2: 'd.apps.example.com' has a DNAME beside NS (RFC 6672 section 2.4)"),
                bad("d DNAME e\nd CNAME f", "line 2: 'd.apps.example.com' has a CNAME beside DNAME (RFC 1034"),
                bad("d CNAME e\nd DNAME f", "line 2: 'd.apps.example.com' has a CNAME beside DNAME (RFC 1034"),
                bad("\n*.d DNAME e", "line 2: DNAME at the wildcard '*.d.apps.example.com', which has no meaning"),
                bad("* NS ns.example.net.", "line 1: NS at the wildcard '*.apps.example.com', which has no meaning"),
                bad("w TYPE255 \\# 1 00", "line 1: ANY is no type that a name can have (RFC 6895"),
                bad("w TYPE200 \\# 1 00", "line 1: TYPE200 is no type that a name can have (RFC 6895"),
                bad("@ DS 1 8 9 00", "line 1: DS at the zone's own name is the enclosing zone's to tell (RFC 4035"),
                bad(
                        "x A 192.0.2.1\nx RRSIG A 8 4 300 20300101000000 20200101000000 1 @ AQID",
                        "line 2: RRSIG is made when a zone is signed, which this version does not do: remove the record"),
                bad(
                        "x CNAME y\nx TYPE46 \\# 22 0005080400000e107fffffff5e0be100000100010203",
                        "line 2: RRSIG is made when a zone is signed"),
                bad("\n@ NSEC x A SOA RRSIG NSEC", "line 2: NSEC is made when a zone is signed"),
                bad(
                        "2t7b4g4vsa5smi47k61mv5bv1a22bojr NSEC3 1 1 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojs A",
                        "line 1: NSEC3 is made when a zone is signed"),
                bad("@ NSEC3PARAM 1 0 0 -", "line 1: NSEC3PARAM is made when a zone is signed"),
                bad("@ CNAME example.net.", "line 1: CNAME at the zone's own name, which has SOA and NS"),
                bad("\nw A 192.0.2.1\nw CNAME x", "line 3: 'w.apps.example.com' has a CNAME beside A (RFC 1034"),
                bad("w CNAME x\nw TXT y", "line 2: 'w.apps.example.com' has a CNAME beside TXT (RFC 1034"),
                bad("w CNAME x\nw CNAME y", "line 2: 'w.apps.example.com' has a CNAME beside another one (RFC 1034"));
    }

    @ParameterizedTest
    @MethodSource("badTexts")
    void reportsWhatIsWrongAtItsLine(String text, String problem) {
        MapSection section = new MapSection(Map.of("records", text));
        masterFile.read(ZONE, section);
        assertThat(section.problems()).hasSize(1);
        assertThat(section.problems().get(0)).startsWith(problem).doesNotContain("<none>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ns1 A 192.0.2.1       | 'ns1.apps.example.com' is a name server of the zone, and has its addresses from the key
            ns1 CNAME www         | 'ns1.apps.example.com' is a name server of the zone, and has its addresses from the key
            @ DNAME example.net.  | DNAME at 'apps.example.com' redirects the zone's own name server 'ns
            b DNAME example.net.  | DNAME at 'b.apps.example.com' redirects the zone's own name server 'ns2.b.apps.example.com'
            """)
    void theZonesOwnNameServersStayReachable(String record, String problem) {
        MapSection section = new MapSection(Map.of(
                "records",
                record,
                "nameservers.ns1",
                "",
                "nameservers.ns2.b.apps.example.com",
                "",
                "nameservers.no..name",
                "",
                "nameservers.ns.example.net",
                ""));
        masterFile.read(ZONE, section);
        assertThat(section.problems()).hasSize(1);
        assertThat(section.problems().get(0)).startsWith("line 1: " + problem);
    }

    @Test
    void aSetThatFitsInNoMessageIsRefused() {
        String record = "\nw TXT " + "\"%s\" ".formatted("x".repeat(255)).repeat(100);
        MapSection section =
                new MapSection(Map.of("records", record + "a" + record + "b" + record + "c" + record + "d"));
        masterFile.read(ZONE, section);
        assertThat(section.problems())
                .containsExactly(
                        "line 4: 'w.apps.example.com' has records of type TXT of more than 56000 octets, which fit"
                                + " in no message: remove some");
    }

    @Test
    void aCrowdOfNameServersIsRefused() {
        StringBuilder records = new StringBuilder();
        for (int i = 1; i <= 102; i++) {
            records.append("sub NS ns").append(i).append('\n');
        }
        MapSection section = new MapSection(Map.of("records", records.toString()));
        masterFile.read(ZONE, section);
        assertThat(section.problems())
                .containsExactly(
                        "line 101: 'sub.apps.example.com' has more than 100 records of type NS: remove some",
                        "line 102: 'sub.apps.example.com' has more than 100 records of type NS: remove some");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        MapSection section = new MapSection(
                Map.of("records", "a A x\nb A 192.0.2.1\nc A y\nd.example.net. A 192.0.2.1\n$GENERATE x"));
        masterFile.read(ZONE, section);
        assertThat(section.problems().stream().map(problem -> problem.substring(0, 6)))
                .containsExactlyInAnyOrder("line 1", "line 3", "line 4", "line 5");
    }

    @Test
    void aTypeThatReadsOnIntoTheNextLineEnds() {
        MapSection section = new MapSection(Map.of("records", "u A 192.0.2.1\nw HIP 2 00 x\nv A 192.0.2.1\n\n"));
        masterFile.read(ZONE, section);
        assertThat(section.problems().stream().map(problem -> problem.substring(0, 6)))
                .containsExactly("line 3", "line 2");
    }

    /** As a signer writes it: every signature is one, whatever it covers and wherever it stands. */
    @Test
    void everySignatureOfASignedZoneIsRefused() {
        String records = """
                x RRSIG A %1$s
                x RRSIG AAAA %1$s
                x A 192.0.2.1
                c RRSIG CNAME %1$s
                c CNAME x
                r RRSIG DNAME %1$s
                r DNAME e
                d NS ns.example.net.
                d RRSIG NS %1$s
                d DS 1 8 9 00
                d RRSIG DS %1$s
                """.formatted("8 4 300 20300101000000 20200101000000 1 @ AQID");
        MapSection section = new MapSection(Map.of("records", records));
        masterFile.read(ZONE, section);
        assertThat(section.problems().stream().map(problem -> problem.substring(0, 14)))
                .containsExactly(
                        "line 1: RRSIG ",
                        "line 2: RRSIG ",
                        "line 4: RRSIG ",
                        "line 6: RRSIG ",
                        "line 9: RRSIG ",
                        "line 11: RRSIG");
    }

    @Test
    void aFloodOfProblemsEnds() {
        MapSection section = new MapSection(Map.of("records", "w A x\n".repeat(10_000)));
        masterFile.read(ZONE, section);
        assertThat(section.problems()).hasSize(20);
    }

    private static Arguments bad(String text, String problem) {
        return Arguments.of(text, problem);
    }
}
