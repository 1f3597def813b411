package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What a zone answers by itself. */
final class ZoneResponseTest {
    private static final String ZONE = "apps.example.com";
    private final TestServer server =
            new TestServer(new TestCatalog().zone(ZONE, """
                    @        CAA   0 issue "ca.example.net"
                    www  60  A     192.0.2.1
                    www  60  A     192.0.2.2
                    www  60  AAAA  2001:db8::1
                    www      MX    10 Mail.apps.example.com.
                    www      TXT   "hello"
                    alias    CNAME www
                    a.b.c    A     192.0.2.9
                    unknown  TYPE65280 \\# 4 0A000001
                    sub      NS    ns.sub
                    sub      NS    ns.example.net.
                    sub      DS    1 13 2 D2ABDE240D7CD3EE6B4B28C54DF034B97983A1D16E8A410E4561CB106618E971
                    ns.sub   A     192.0.2.77
                    ns.sub   AAAA  2001:db8::77
                    www.sub  A     192.0.2.78
                    """).zone("example.com", "mail A 192.0.2.25"));

    private final String soa =
            " SOA ns1.apps.example.com. hostmaster.apps.example.com. " + server.serial(ZONE) + " 86400 7200 3600000 30";
    private final String denial = ZONE + " 30" + soa;

    @Test
    void theApexHasItsSoa() {
        Message reply = server.ask(ZONE, "SOA");
        assertThat(TestServer.shown(reply, Section.ANSWER)).containsExactly(ZONE + " 3600" + soa);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.RA)).isFalse();
        assertThat(reply.getHeader().getFlag(Flags.RD)).isTrue();
    }

    @Test
    void theApexHasItsNameServersWithGlue() {
        Message reply = server.ask(ZONE, "NS");
        assertThat(TestServer.shown(reply, Section.ANSWER))
                .containsExactly(ZONE + " 3600 NS ns1.apps.example.com.", ZONE + " 3600 NS ns.example.org.");
        assertThat(TestServer.shown(reply, Section.ADDITIONAL))
                .containsExactly(
                        "ns1.apps.example.com 3600 A 192.0.2.53", "ns1.apps.example.com 3600 AAAA 2001:db8::53");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            www.apps.example.com   | A     | www.apps.example.com 60 A 192.0.2.1; www.apps.example.com 60 A 192.0.2.2
            www.apps.example.com   | AAAA  | www.apps.example.com 60 AAAA 2001:db8::1
            www.apps.example.com   | MX    | www.apps.example.com 3600 MX 10 Mail.apps.example.com.
            www.apps.example.com   | TXT   | www.apps.example.com 3600 TXT hello
            apps.example.com       | CAA   | apps.example.com 3600 CAA 0 issue "ca.example.net"
            alias.apps.example.com | CNAME | alias.apps.example.com 3600 CNAME www.apps.example.com.
            alias.apps.example.com | TXT   | alias.apps.example.com 3600 CNAME www.apps.example.com.; www.apps.example.com 3600 TXT hello
            ns1.apps.example.com   | A     | ns1.apps.example.com 3600 A 192.0.2.53
            a.b.c.apps.example.com | A     | a.b.c.apps.example.com 3600 A 192.0.2.9
            www.apps.example.com   | ANY   | www.apps.example.com 3600 HINFO "RFC8482" ""
            alias.apps.example.com | ANY   | alias.apps.example.com 3600 CNAME www.apps.example.com.
            unknown.apps.example.com | TYPE65280 | unknown.apps.example.com 3600 TYPE65280 \\# 4 0A000001
            mail.example.com       | A     | mail.example.com 3600 A 192.0.2.25
            """)
    void answersStaticRecords(String name, String type, String records) {
        Message reply = server.ask(name, type);
        assertThat(TestServer.shown(reply, Section.ANSWER)).containsExactly(records.split("; "));
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "apps.example.com, A",
        "www.apps.example.com, SRV",
        "ns1.apps.example.com, TXT",
        "c.apps.example.com, A",
        "b.c.apps.example.com, AAAA",
        "b.c.apps.example.com, ANY",
        "apps.example.com, RRSIG",
        "apps.example.com, DNSKEY",
        "www.apps.example.com, NSEC",
        "www.apps.example.com, NSEC3PARAM",
        "www.apps.example.com, RRSIG",
        "www.apps.example.com, DS",
        "www.apps.example.com, NS",
        "www.apps.example.com, SOA",
        "www.apps.example.com, TYPE65280",
        "www.apps.example.com, TYPE65535"
    })
    void deniesTypesOfNamesThatExist(String name, String type) {
        assertDenial(server.ask(name, type), Rcode.NOERROR, denial);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing.apps.example.com, A",
        "x.www.apps.example.com, A",
        "x.alias.apps.example.com, A",
        "x.b.c.apps.example.com, ANY",
        "deep.below.nothing.apps.example.com, AAAA"
    })
    void deniesNamesThatDoNotExist(String name, String type) {
        assertDenial(server.ask(name, type), Rcode.NXDOMAIN, denial);
    }

    @ParameterizedTest
    @CsvSource({"sub, A", "sub, NS", "sub, ANY", "www.sub, A", "ns.sub, A", "nothing.sub, TXT", "a.b.sub, DS"})
    void refersToTheServersOfADelegatedZone(String name, String type) {
        Message reply = server.ask(name + "." + ZONE, type);
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY))
                .containsExactly(
                        "sub.apps.example.com 3600 NS ns.sub.apps.example.com.",
                        "sub.apps.example.com 3600 NS ns.example.net.");
        assertThat(TestServer.shown(reply, Section.ADDITIONAL))
                .containsExactly(
                        "ns.sub.apps.example.com 3600 A 192.0.2.77", "ns.sub.apps.example.com 3600 AAAA 2001:db8::77");
    }

    @Test
    void dsOfADelegatedZoneIsAnswered() {
        Message reply = server.ask("sub." + ZONE, "DS");
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(TestServer.shown(reply, Section.ANSWER)).hasSize(1);
    }

    @Test
    void aReferralWhoseGlueDoesNotFitIsTruncated() {
        StringBuilder records = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            records.append("sub NS ns" + i + ".sub\nns" + i + ".sub A 192.0.2." + i + "\nns" + i
                    + ".sub AAAA 2001:db8::" + i + "\n");
        }
        TestServer many = new TestServer(new TestCatalog().zone(ZONE, records.toString()));
        Message query = TestServer.query("www.sub." + ZONE, "A");
        assertThat(many.ask(query, "127.0.0.1").getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(many.askByTcp(query).getSection(Section.ADDITIONAL)).hasSize(24);
    }

    @ParameterizedTest
    @CsvSource({"example.org, A", "com, NS", "notapps-example.com, A", "xexample.com, A"})
    void refusesWhatLiesInNoZone(String name, String type) {
        Message reply = server.ask(name, type);
        assertThat(reply.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
    }

    @Test
    void refusesTheRoot() throws Exception {
        Message query = Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN));
        assertThat(server.ask(query, "127.0.0.1").getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"AXFR, NOTIMP", "IXFR, REFUSED", "MAILB, NOTIMP", "TKEY, NOTIMP", "OPT, NOERROR"})
    void doesNotServeMetaTypes(String type, String rcode) {
        assertThat(Rcode.string(server.ask(ZONE, type).getRcode())).isEqualTo(rcode);
    }

    @Test
    void servesOnlyClassIn() throws Exception {
        Message query = Message.newQuery(Record.newRecord(Name.fromString("version.bind."), Type.TXT, DClass.CH));
        assertThat(server.ask(query, "127.0.0.1").getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void classAnyFindsClassInWithoutAuthority() throws Exception {
        Message query = Message.newQuery(Record.newRecord(Name.fromString(ZONE + "."), Type.SOA, DClass.ANY));
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getSection(Section.ANSWER)).singleElement().satisfies(soa -> {
            assertThat(soa.getType()).isEqualTo(Type.SOA);
            assertThat(soa.getDClass()).isEqualTo(DClass.IN);
        });
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
    }

    @Test
    void servesOnlyQueries() {
        assertThat(ofOpcode(Opcode.UPDATE).getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(ofOpcode(Opcode.NOTIFY).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(ofOpcode(Opcode.STATUS).getRcode()).isEqualTo(Rcode.NOTIMP);
    }

    private Message ofOpcode(int opcode) {
        Message query = TestServer.query(ZONE, "SOA");
        query.getHeader().setOpcode(opcode);
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getHeader().getOpcode()).isEqualTo(opcode);
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        return reply;
    }

    private static void assertDenial(Message reply, int rcode, String soa) {
        assertThat(reply.getRcode()).isEqualTo(rcode);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY)).containsExactly(soa);
    }
}
