package io.wideip.dns.answer;

import static io.wideip.dns.answer.WideIpSite.EAST;
import static io.wideip.dns.answer.WideIpSite.NORTH;
import static io.wideip.dns.answer.WideIpSite.SHOP;
import static io.wideip.dns.answer.WideIpSite.WEST;
import static io.wideip.dns.answer.WideIpSite.assertNoData;
import static io.wideip.dns.answer.WideIpSite.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;

/** What a wide IP is in its zone: types, TTL, aliases, its place among other names. */
final class WideIpResponseTest {
    @Test
    void answersAddressesOfTheFamilyAskedFor() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "failover", "east", "west"));
        assertThat(server.answers(SHOP, "A")).containsExactly(SHOP + " 30 A " + EAST);
        assertThat(server.answers(SHOP, "AAAA")).containsExactly(SHOP + " 30 AAAA 2001:db8:e::10");
        assertNoData(server.ask(SHOP, "MX"));
        assertThat(server.data(SHOP, "ANY")).containsExactly("\"RFC8482\" \"\"");
    }

    @Test
    void answersTheTtlOfTheWideIp() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").ttl(7));
        assertThat(server.answers(SHOP, "A")).containsExactly(SHOP + " 7 A " + WEST);
    }

    @ParameterizedTest
    @CsvSource({"A", "AAAA", "CNAME", "MX", "ANY"})
    void aMemberWithAHostNameIsAnAliasForEveryType(String type) {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "failover", "cloud"));
        assertThat(server.answers(SHOP, type)).containsExactly(SHOP + " 30 CNAME lb.cloud.example.");
    }

    @Test
    void standsBesideStaticRecords() {
        TestServer server = new TestServer(catalog().wideIp("static.apps.example.com", "failover", "east", "west"));
        String name = "static.apps.example.com";
        assertThat(server.data(name, "TXT")).containsExactly("beside");
        assertThat(server.data(name, "A")).containsExactly(EAST);
        server.down(EAST);
        assertThat(server.data(name, "A")).containsExactly(WEST);
        assertThat(server.data(name, "TXT")).containsExactly("beside");
        assertNoData(server.ask(name, "MX"));
    }

    @Test
    void standsAtTheApexAndAboveOtherNames() {
        TestServer server = new TestServer(catalog()
                .wideIp("apps.example.com", "failover", "west")
                .wideIp("a.b.apps.example.com", "failover", "west"));
        assertThat(server.data("apps.example.com", "A")).containsExactly(WEST);
        assertThat(server.data("apps.example.com", "SOA")).hasSize(1);
        assertThat(server.data("apps.example.com", "NS")).hasSize(2);
        assertNoData(server.ask("b.apps.example.com", "A"));
        assertThat(server.ask("x.b.apps.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(server.ask("x.a.b.apps.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void aWildcardAnswersForNamesWithoutRecords() {
        TestServer server = new TestServer(catalog()
                .wideIp("*.apps.example.com", "round-robin", "east", "west")
                .wideIp(SHOP, "failover", "north"));
        String any = "anything.below.apps.example.com";
        assertThat(server.answers(any, "A")).containsExactly(any + " 30 A " + EAST);
        assertThat(server.data(SHOP, "A")).containsExactly(NORTH);
        assertNoData(server.ask("static.apps.example.com", "A"));
        assertThat(server.ask("x.static.apps.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }
}
