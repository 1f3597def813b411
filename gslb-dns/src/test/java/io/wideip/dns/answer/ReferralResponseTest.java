package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/** Referrals and their glue (RFC 1034 section 4.3.2, RFC 9471), and what is left out when space is short. */
final class ReferralResponseTest {
    private static final String ZONE = "apps.example.com";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            own.cut        | ns.own.cut A 192.0.2.1; ns.own.cut AAAA 2001:db8::1
            itself.cut     | itself.cut A 192.0.2.2
            sibling.cut    | ns.own.cut A 192.0.2.1; ns.own.cut AAAA 2001:db8::1
            elsewhere.cut  | www A 192.0.2.3
            ours.cut       | ns1 A 192.0.2.53; ns1 AAAA 2001:db8::53
            outside.cut    | -
            mixed.cut      | ns.mixed.cut A 192.0.2.4; www A 192.0.2.3
            """)
    void bringsTheAddressesThatTheZoneHas(String name, String glue) {
        TestServer server = new TestServer(new TestCatalog().zone(ZONE, """
                        own.cut       NS   NS.own.cut
                        ns.own.cut    A    192.0.2.1
                        ns.own.cut    AAAA 2001:db8::1
                        itself.cut    NS   itself.cut
                        itself.cut    A    192.0.2.2
                        itself.cut    TXT  "hidden"
                        sibling.cut   NS   ns.own.cut
                        elsewhere.cut NS   www
                        www           A    192.0.2.3
                        ours.cut      NS   ns1
                        outside.cut   NS   ns.example.net.
                        mixed.cut     NS   www
                        mixed.cut     NS   ns.mixed.cut
                        ns.mixed.cut  A    192.0.2.4
                        """));
        for (String type : List.of("A", "NS", "TXT", "ANY", "SOA", "TYPE65280")) {
            Message reply = server.ask("x." + name + "." + ZONE, type);
            assertThat(reply.getSection(Section.ANSWER)).isEmpty();
            assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
            assertThat(reply.getSection(Section.AUTHORITY))
                    .isNotEmpty()
                    .allMatch(record -> record.getName().toString(true).equals(name + "." + ZONE));
            assertThat(additional(reply)).isEqualTo(glue == null ? List.of() : List.of(glue.split("; ")));
        }
        Message ds = server.ask(name + "." + ZONE, "DS");
        assertThat(ds.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(TestServer.shown(ds, Section.AUTHORITY)).hasSize(1).allMatch(record -> record.contains(" SOA "));
    }

    @Test
    void addressesOfSiblingsAreLeftOutWhenSpaceIsShort() {
        StringBuilder records = new StringBuilder("sub NS ns.sub\nns.sub A 192.0.2.1\n");
        for (int i = 1; i <= 12; i++) {
            records.append("sub NS n%1$d\nn%1$d A 192.0.2.%1$d\nn%1$d AAAA 2001:db8::%1$d\n".formatted(i));
        }
        TestServer server = new TestServer(new TestCatalog().zone(ZONE, records.toString()));
        Message query = TestServer.query("www.sub." + ZONE, "A");
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(additional(reply)).containsExactly("ns.sub A 192.0.2.1");
        assertThat(additional(server.askByTcp(query))).hasSize(25);
    }

    @Test
    void addressesOfTheZonesNameServersAreLeftOutWhenSpaceIsShort() {
        TestCatalog catalog = new TestCatalog().zone(ZONE, "");
        for (int i = 2; i <= 20; i++) {
            catalog.nameserver("ns" + i + "." + ZONE, "192.0.2." + i);
        }
        TestServer server = new TestServer(catalog);
        Message query = TestServer.query(ZONE, "NS");
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.getSection(Section.ANSWER)).hasSize(21);
        assertThat(additional(reply)).isEmpty();
        assertThat(additional(server.askByTcp(query))).hasSize(21);
    }

    @Test
    void aSetThatIsLargerThanADatagramIsTruncated() {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            records.append("many A 192.0.2.").append(i).append('\n');
        }
        TestServer server = new TestServer(new TestCatalog().zone(ZONE, records.toString()));
        Message query = TestServer.query("many." + ZONE, "A");
        query.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        Message reply = server.ask(query, "127.0.0.1");
        assertThat(reply.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(reply.getOPT()).isNotNull();
        assertThat(server.askByTcp(query).getSection(Section.ANSWER)).hasSize(200);
    }

    private static List<String> additional(Message reply) {
        return TestServer.shown(reply, Section.ADDITIONAL).stream()
                .map(record ->
                        record.replace("." + ZONE, "").replace(" 3600", "").replaceFirst("^NS\\.", "ns."))
                .toList();
    }

    @Test
    void glueThatNoMessageHoldsIsLeftOut() {
        StringBuilder records = new StringBuilder();
        String label = "n".repeat(60);
        for (int i = 0; i < 100; i++) {
            records.append("sub NS %s.%d.sub\n".formatted(label, i));
            for (int address = 1; address <= 20; address++) {
                records.append("%s.%d.sub AAAA 2001:db8::%d\n".formatted(label, i, address));
            }
        }
        TestServer server = new TestServer(new TestCatalog().zone(ZONE, records.toString()));
        Message reply = server.askByTcp(TestServer.query("sub." + ZONE, "NS"));
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(reply.getSection(Section.AUTHORITY)).hasSize(100);
        assertThat(reply.getSection(Section.ADDITIONAL)).hasSizeBetween(100, 1999);
    }
}
