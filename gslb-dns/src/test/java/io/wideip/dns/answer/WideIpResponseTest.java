package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.WhenAllDown;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** What wide IPs answer, and how verdicts and drains change it. */
final class WideIpResponseTest {
    private static final String SHOP = "shop.apps.example.com";
    private static final String EAST = "192.0.2.10";
    private static final String EAST_6 = "2001:db8:e:0:0:0:0:10";
    private static final String WEST = "198.51.100.10";

    @Test
    void answersAddressesOfTheFamilyAskedFor() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "failover", "east", "west"));
        assertThat(server.answers(SHOP, "A")).containsExactly(SHOP + " 30 A " + EAST);
        assertThat(server.answers(SHOP, "AAAA")).containsExactly(SHOP + " 30 AAAA " + EAST_6);
        assertNoData(server.ask(SHOP, "MX"));
        assertThat(server.data(SHOP, "ANY")).containsExactly("\"RFC8482\" \"\"");
    }

    @Test
    void answersTheTtlOfTheWideIp() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").ttl(7));
        assertThat(server.answers(SHOP, "A")).containsExactly(SHOP + " 7 A " + WEST);
    }

    @Test
    void roundRobinTurns() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "round-robin", "east", "west", "north"));
        assertThat(ask(server, SHOP, 6)).containsExactly(EAST, WEST, "203.0.113.10", EAST, WEST, "203.0.113.10");
        server.down(WEST);
        assertThat(ask(server, SHOP, 20)).doesNotContain(WEST).contains(EAST, "203.0.113.10");
    }

    @Test
    void eachFamilyHasTurnsOfItsOwn() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "round-robin", "east", "west"));
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seen.addAll(server.data(SHOP, "A"));
            server.data(SHOP, "AAAA");
        }
        assertThat(seen).containsExactly(EAST, WEST, EAST, WEST);
    }

    @Test
    void maxAnswersGoesRoundTheRing() {
        TestServer server = new TestServer(
                catalog().wideIp(SHOP, "round-robin", "east", "west", "north").maxAnswers(2));
        assertThat(server.data(SHOP, "A")).containsExactly(EAST, WEST);
        assertThat(server.data(SHOP, "A")).containsExactly(WEST, "203.0.113.10");
        assertThat(server.data(SHOP, "A")).containsExactly("203.0.113.10", EAST);
    }

    @Test
    void aVipWithSeveralAddressesGivesThemInTurn() {
        TestServer one = new TestServer(catalog().wideIp(SHOP, "failover", "twin"));
        assertThat(ask(one, SHOP, 4)).containsExactly("192.0.2.21", "192.0.2.22", "192.0.2.21", "192.0.2.22");
        one.down("192.0.2.21");
        assertThat(ask(one, SHOP, 2)).containsOnly("192.0.2.22");
        TestServer two = new TestServer(
                catalog().wideIp(SHOP, "failover", "twin", "west").maxAnswers(3));
        assertThat(two.data(SHOP, "A")).containsExactly("192.0.2.21", "192.0.2.22", WEST);
    }

    @Test
    void turnsOfTwoTiersMeetInEveryCombination() {
        TestServer server = new TestServer(catalog()
                .pool("p", "round-robin", "east", "west")
                .pool("q", "round-robin", "north", "twin")
                .wideIpOverPools(SHOP, "round-robin", "p", "q"));
        assertThat(new HashSet<>(ask(server, SHOP, 8)))
                .containsExactlyInAnyOrder(EAST, WEST, "203.0.113.10", "192.0.2.21", "192.0.2.22");
    }

    @Test
    void anAnswerTakesItsAddressesFromOnePool() {
        TestServer server = new TestServer(catalog()
                .pool("p", "round-robin", "east", "west")
                .pool("q", "failover", "north")
                .wideIpOverPools(SHOP, "failover", "p", "q")
                .maxAnswers(8));
        assertThat(server.data(SHOP, "A")).containsExactly(EAST, WEST);
        server.down(EAST);
        assertThat(server.data(SHOP, "A")).containsExactly(WEST);
        server.down(WEST);
        assertThat(server.data(SHOP, "A")).containsExactly("203.0.113.10");
        server.up(EAST);
        assertThat(server.data(SHOP, "A")).containsExactly(EAST);
    }

    @Test
    void weightsSetTheShares() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "weighted", "east=80", "west=20", "north=0"));
        Map<String, Integer> counts = new HashMap<>();
        ask(server, SHOP, 20_000).forEach(address -> counts.merge(address, 1, Integer::sum));
        assertThat(counts).containsOnlyKeys(EAST, WEST);
        assertThat(counts.getOrDefault(EAST, 0) / 20_000.0).isCloseTo(0.8, Offset.offset(0.02));
        server.down(EAST, WEST);
        assertThat(ask(server, SHOP, 10)).containsOnly("203.0.113.10");
    }

    @Test
    void weightsOfPoolsSetTheirShares() {
        TestServer server = new TestServer(catalog()
                .pool("p", "failover", "east")
                .pool("q", "failover", "west")
                .wideIpOverPools(SHOP, "weighted", "p=1", "q=3"));
        long west = ask(server, SHOP, 20_000).stream().filter(WEST::equals).count();
        assertThat(west / 20_000.0).isCloseTo(0.75, Offset.offset(0.02));
    }

    @Test
    void theApplicationsCheckCounts() {
        TestServer server = new TestServer(catalog()
                .wideIp(SHOP, "failover", "east", "west")
                .wideIp("pay.apps.example.com", "failover", "east", "west")
                .whenAllDown(new WhenAllDown.NoData()));
        server.down("pay.apps.example.com");
        assertThat(server.data(SHOP, "A")).containsExactly(EAST);
        assertNoData(server.ask("pay.apps.example.com", "A"));
    }

    @Test
    void oneFamilyThatIsAllDownIsDeniedWhileTheOtherLives() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "failover", "east", "west"));
        server.down(EAST, WEST);
        assertNoData(server.ask(SHOP, "A"));
        assertThat(server.data(SHOP, "AAAA")).containsExactly(EAST_6);
    }

    @Test
    void whenAllIsDownAllMayBeAnswered() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "round-robin", "east", "west"));
        server.down(EAST, EAST_6, WEST);
        assertThat(ask(server, SHOP, 4)).containsExactly(EAST, WEST, EAST, WEST);
        assertThat(server.data(SHOP, "AAAA")).containsExactly(EAST_6);
    }

    @Test
    void whatIsDrainedStaysOutUnlessAllIs() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "round-robin", "east", "west"));
        server.drain("east");
        assertThat(ask(server, SHOP, 4)).containsOnly(WEST);
        assertNoData(server.ask(SHOP, "AAAA"));
        server.down(WEST);
        assertThat(ask(server, SHOP, 4)).containsOnly(WEST);
        server.drain("west");
        assertThat(ask(server, SHOP, 4)).contains(EAST, WEST);
    }

    @Test
    void whenAllIsDownTheFallbackMayBeAnswered() {
        TestServer server = new TestServer(catalog()
                .wideIp(SHOP, "round-robin", "east", "west")
                .maxAnswers(2)
                .fallback("north", "twin"));
        assertThat(server.data(SHOP, "A")).containsExactly(EAST, WEST);
        server.down(EAST, EAST_6, WEST);
        assertThat(server.data(SHOP, "A")).containsExactly("203.0.113.10", "192.0.2.21");
        assertNoData(server.ask(SHOP, "AAAA"));
    }

    @Test
    void theFallbackMayBeAHostName() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").fallback("cloud"));
        server.down(WEST);
        assertThat(server.answers(SHOP, "A")).containsExactly(SHOP + " 30 CNAME lb.cloud.example.");
        assertThat(server.answers(SHOP, "AAAA")).containsExactly(SHOP + " 30 CNAME lb.cloud.example.");
    }

    @Test
    void aFallbackToAddressesAnswersNoOtherType() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "cloud").fallback("west"));
        server.down("lb.cloud.example");
        assertThat(server.data(SHOP, "A")).containsExactly(WEST);
        assertNoData(server.ask(SHOP, "TXT"));
        assertThat(server.data(SHOP, "ANY")).containsExactly("\"RFC8482\" \"\"");
    }

    @Test
    void whenAllIsDownNoDataMayBeAnswered() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").whenAllDown(new WhenAllDown.NoData()));
        server.down(WEST);
        assertNoData(server.ask(SHOP, "A"));
        assertNoData(server.ask(SHOP, "TXT"));
    }

    @Test
    void whenAllIsDownServFailMayBeAnswered() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "west").whenAllDown(new WhenAllDown.ServFail()));
        server.down(WEST);
        Message reply = server.ask(SHOP, "A");
        assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
        assertNoData(server.ask(SHOP, "TXT"));
    }

    @ParameterizedTest
    @CsvSource({"A", "AAAA", "CNAME", "MX", "ANY"})
    void aMemberWithAHostNameIsAnAliasForEveryType(String type) {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "failover", "cloud"));
        assertThat(server.answers(SHOP, type)).containsExactly(SHOP + " 30 CNAME lb.cloud.example.");
    }

    @Test
    void aliasesAndAddressesMayBeMixed() {
        TestServer server = new TestServer(
                catalog().wideIp(SHOP, "round-robin", "east", "cloud").maxAnswers(4));
        assertThat(server.data(SHOP, "A")).containsExactly(EAST);
        assertThat(server.data(SHOP, "A")).containsExactly("lb.cloud.example.");
        assertNoData(server.ask(SHOP, "TXT"));
        server.down("lb.cloud.example");
        assertThat(ask(server, SHOP, 3)).containsOnly(EAST);
    }

    @Test
    void geoFollowsTheClient() {
        TestServer server = new TestServer(geo().wideIp(SHOP, "geo", "east", "west"));
        assertThat(askFrom(server, "10.1.2.3")).containsExactly(EAST);
        assertThat(askFrom(server, "10.2.2.3")).containsExactly(WEST);
        assertThat(askFrom(server, "192.0.2.200")).containsExactly(EAST);
        assertThat(askFrom(server, "2001:db8:5::1")).containsExactly(WEST);
        server.down(WEST);
        assertThat(askFrom(server, "10.2.2.3")).containsExactly(EAST);
    }

    @Test
    void geoOverPoolsKeepsToTheDatacenter() {
        TestServer server = new TestServer(geo().pool("p", "round-robin", "east", "twin")
                .pool("q", "round-robin", "west")
                .wideIpOverPools(SHOP, "geo", "p", "q")
                .maxAnswers(8));
        assertThat(askFrom(server, "10.1.2.3")).containsExactlyInAnyOrder(EAST, "192.0.2.21", "192.0.2.22");
        assertThat(askFrom(server, "10.2.2.3")).containsExactly(WEST);
    }

    @Test
    void hashKeepsAClientWhereItIs() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "hash", "east", "west", "north"));
        HashSet<String> all = new HashSet<>();
        for (int network = 0; network < 60; network++) {
            List<String> first = askFrom(server, "10.0." + network + ".1");
            assertThat(askFrom(server, "10.0." + network + ".254")).isEqualTo(first);
            all.addAll(first);
        }
        assertThat(all).containsExactlyInAnyOrder(EAST, WEST, "203.0.113.10");
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
        assertThat(server.data(SHOP, "A")).containsExactly("203.0.113.10");
        assertNoData(server.ask("static.apps.example.com", "A"));
        assertThat(server.ask("x.static.apps.example.com", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    private static TestCatalog catalog() {
        return new TestCatalog()
                .zone("apps.example.com", "static TXT beside")
                .vip("east", "east", EAST, EAST_6)
                .vip("west", "west", WEST)
                .vip("north", "north", "203.0.113.10")
                .vip("twin", "east", "192.0.2.21", "192.0.2.22")
                .vip("cloud", "cloud", "lb.cloud.example");
    }

    private static TestCatalog geo() {
        return catalog()
                .prefer("10.1.0.0/16", "east", "west")
                .prefer("10.2.0.0/16", "west", "east")
                .prefer("2001:db8:5::/48", "west", "east");
    }

    private static List<String> ask(TestServer server, String name, int times) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            seen.addAll(server.data(name, "A"));
        }
        return seen;
    }

    private static List<String> askFrom(TestServer server, String client) {
        return server.ask(TestServer.query(SHOP, "A"), client).getSection(Section.ANSWER).stream()
                .map(record -> record.rdataToString())
                .toList();
    }

    private static void assertNoData(Message reply) {
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getSection(Section.ANSWER)).isEmpty();
        assertThat(TestServer.shown(reply, Section.AUTHORITY)).hasSize(1).allMatch(soa -> soa.contains(" SOA "));
    }
}
