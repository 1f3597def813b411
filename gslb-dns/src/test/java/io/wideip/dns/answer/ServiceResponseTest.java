package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** SVCB and HTTPS bring the addresses of their targets (RFC 9460 section 4.1); no other type does. */
final class ServiceResponseTest {
    private static final String ZONE = "apps.example.com";

    private final TestServer server = new TestServer(new TestCatalog()
            .zone(ZONE, """
                    www          A     192.0.2.1
                    www          A     192.0.2.2
                    www          AAAA  2001:db8::1
                    www          HTTPS 1 . alpn=h2,h3
                    other        HTTPS 1 WWW.apps.example.com. alpn=h2
                    both         HTTPS 1 . alpn=h3
                    both         HTTPS 2 www alpn=h2
                    both         AAAA  2001:db8::2
                    outside      HTTPS 1 www.example.net.
                    nested       HTTPS 1 www.in
                    alias        HTTPS 0 www
                    own          HTTPS 1 Own.apps.example.com. alpn=h2
                    own          A     192.0.2.5
                    own-alias    HTTPS 0 own-alias
                    own-alias    A     192.0.2.6
                    gone         HTTPS 0 .
                    gone         A     192.0.2.3
                    no-address   HTTPS 1 mail
                    mail         TXT   "none"
                    missing      HTTPS 1 not.there
                    to-alias     HTTPS 1 www2
                    www2         CNAME www
                    to-outside   HTTPS 1 www3
                    www3         CNAME www.example.net.
                    to-dname     HTTPS 1 x.d
                    d            DNAME example.net.
                    to-cut       HTTPS 1 host.sub
                    sub          NS    ns.sub
                    ns.sub       A     192.0.2.77
                    *.wild       HTTPS 1 .
                    *.wild       A     192.0.2.4
                    chained      CNAME www
                    _dns.svc     SVCB  1 www alpn=dot port=853
                    shop         HTTPS 1 . alpn=h2,h3
                    to-shop      HTTPS 1 shop
                    www          MX    10 www
                    _sip._tcp    SRV   0 0 5060 www
                    """)
            .zone("in." + ZONE, "www A 192.0.2.98")
            .vip("east", "east", "192.0.2.10")
            .vip("west", "west", "198.51.100.10", "2001:db8::10")
            .wideIp("shop." + ZONE, "failover", "east", "west"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            www       | HTTPS | www A 192.0.2.1; www A 192.0.2.2; www AAAA 2001:db8::1
            other     | HTTPS | WWW A 192.0.2.1; WWW A 192.0.2.2; WWW AAAA 2001:db8::1; WWW HTTPS 1 . alpn=h2,h3
            both      | HTTPS | both AAAA 2001:db8::2; www A 192.0.2.1; www A 192.0.2.2; \
            www AAAA 2001:db8::1; www HTTPS 1 . alpn=h2,h3
            outside   | HTTPS | -
            nested    | HTTPS | -
            alias     | HTTPS | www A 192.0.2.1; www A 192.0.2.2; www AAAA 2001:db8::1; www HTTPS 1 . alpn=h2,h3
            own       | HTTPS | own A 192.0.2.5
            own-alias | HTTPS | -
            gone      | HTTPS | -
            no-address| HTTPS | -
            missing   | HTTPS | -
            to-alias  | HTTPS | -
            to-outside| HTTPS | -
            to-dname  | HTTPS | -
            to-cut    | HTTPS | -
            x.y.wild  | HTTPS | x.y.wild A 192.0.2.4
            chained   | HTTPS | www A 192.0.2.1; www A 192.0.2.2; www AAAA 2001:db8::1
            _dns.svc  | SVCB  | www A 192.0.2.1; www A 192.0.2.2; www AAAA 2001:db8::1
            shop      | HTTPS | shop A 192.0.2.10; shop AAAA 2001:db8::10
            to-shop   | HTTPS | shop A 192.0.2.10; shop AAAA 2001:db8::10; shop HTTPS 1 . alpn=h2,h3
            www       | MX    | -
            _sip._tcp | SRV   | -
            """)
    void bringsTheAddressesOfTargetsInTheZone(String name, String type, String additional) {
        Message reply = server.ask(name + "." + ZONE, type);
        assertThat(additional(reply)).isEqualTo(additional == null ? List.of() : List.of(additional.split("; ")));
        assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
    }

    @Test
    void theAddressesOfAWideIpAreChosenWhenAQueryComes() {
        server.down("192.0.2.10");
        assertThat(additional(server.ask("shop." + ZONE, "HTTPS")))
                .containsExactly("shop A 198.51.100.10", "shop AAAA 2001:db8::10");
    }

    @Test
    void aClientWhoAsksForBothStillMeetsEveryMember() {
        TestServer turning = new TestServer(new TestCatalog()
                .zone(ZONE, "shop HTTPS 1 .")
                .vip("east", "east", "192.0.2.10")
                .vip("west", "west", "198.51.100.10")
                .wideIp("shop." + ZONE, "round-robin", "east", "west"));
        List<String> asked = new ArrayList<>();
        List<String> brought = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            brought.addAll(additional(turning.ask("shop." + ZONE, "HTTPS")));
            asked.addAll(turning.data("shop." + ZONE, "A"));
        }
        assertThat(asked.subList(0, 4)).containsExactly("192.0.2.10", "198.51.100.10", "192.0.2.10", "198.51.100.10");
        assertThat(brought).hasSize(32).contains("shop A 192.0.2.10", "shop A 198.51.100.10");
    }

    @Test
    void addressesThatDoNotFitAreLeftOutBySet() {
        StringBuilder records = new StringBuilder("www HTTPS 1 .\nwww AAAA 2001:db8::1\n");
        for (int i = 1; i <= 40; i++) {
            records.append("www A 192.0.2.").append(i).append('\n');
        }
        TestServer large = new TestServer(new TestCatalog().zone(ZONE, records.toString()));
        Message query = TestServer.query("www." + ZONE, "HTTPS");
        Message reply = large.ask(query, "127.0.0.1");
        assertThat(additional(reply)).containsExactly("www AAAA 2001:db8::1");
        assertThat(reply.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(large.askByTcp(query).getSection(Section.ADDITIONAL)).hasSize(41);
    }

    @Test
    void noMoreThanEightTargetsAreLookedUp() {
        StringBuilder records = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            records.append("www HTTPS %1$d t%1$d\nt%1$d A 192.0.2.%1$d\n".formatted(i));
        }
        TestServer many = new TestServer(new TestCatalog().zone(ZONE, records.toString()));
        Message reply = many.askByTcp(TestServer.query("www." + ZONE, "HTTPS"));
        assertThat(reply.getSection(Section.ANSWER)).hasSize(20);
        assertThat(reply.getSection(Section.ADDITIONAL)).hasSize(8);
    }

    private static List<String> additional(Message reply) {
        return TestServer.shown(reply, Section.ADDITIONAL).stream()
                .map(record ->
                        record.replace("." + ZONE, "").replace(" 3600", "").replace(" 30 ", " "))
                .toList();
    }
}
