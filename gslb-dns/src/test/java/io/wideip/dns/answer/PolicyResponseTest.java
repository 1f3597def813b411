package io.wideip.dns.answer;

import static io.wideip.dns.answer.WideIpSite.EAST;
import static io.wideip.dns.answer.WideIpSite.NORTH;
import static io.wideip.dns.answer.WideIpSite.SHOP;
import static io.wideip.dns.answer.WideIpSite.WEST;
import static io.wideip.dns.answer.WideIpSite.ask;
import static io.wideip.dns.answer.WideIpSite.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Section;

/** Whom the policies choose, among members and among pools. */
final class PolicyResponseTest {
    @Test
    void roundRobinTurns() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "round-robin", "east", "west", "north"));
        assertThat(ask(server, 6)).containsExactly(EAST, WEST, NORTH, EAST, WEST, NORTH);
        server.down(WEST);
        assertThat(ask(server, 20)).doesNotContain(WEST).contains(EAST, NORTH);
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
        assertThat(server.data(SHOP, "A")).containsExactly(WEST, NORTH);
        assertThat(server.data(SHOP, "A")).containsExactly(NORTH, EAST);
    }

    @Test
    void aVipWithSeveralAddressesGivesThemInTurn() {
        TestServer one = new TestServer(catalog().wideIp(SHOP, "failover", "twin"));
        assertThat(ask(one, 4)).containsExactly("192.0.2.21", "192.0.2.22", "192.0.2.21", "192.0.2.22");
        one.down("192.0.2.21");
        assertThat(ask(one, 2)).containsOnly("192.0.2.22");
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
        assertThat(new HashSet<>(ask(server, 8)))
                .containsExactlyInAnyOrder(EAST, WEST, NORTH, "192.0.2.21", "192.0.2.22");
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
        assertThat(server.data(SHOP, "A")).containsExactly(NORTH);
        server.up(EAST);
        assertThat(server.data(SHOP, "A")).containsExactly(EAST);
    }

    @Test
    void weightsSetTheShares() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "weighted", "east=80", "west=20", "north=0"));
        Map<String, Integer> counts = new HashMap<>();
        ask(server, 20_000).forEach(address -> counts.merge(address, 1, Integer::sum));
        assertThat(counts).containsOnlyKeys(EAST, WEST);
        assertThat(counts.getOrDefault(EAST, 0) / 20_000.0).isCloseTo(0.8, Offset.offset(0.02));
        server.down(EAST, WEST);
        assertThat(ask(server, 10)).containsOnly(NORTH);
    }

    @Test
    void weightsOfPoolsSetTheirShares() {
        TestServer server = new TestServer(catalog()
                .pool("p", "failover", "east")
                .pool("q", "failover", "west")
                .wideIpOverPools(SHOP, "weighted", "p=1", "q=3"));
        long west = ask(server, 20_000).stream().filter(WEST::equals).count();
        assertThat(west / 20_000.0).isCloseTo(0.75, Offset.offset(0.02));
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
        assertThat(all).containsExactlyInAnyOrder(EAST, WEST, NORTH);
    }

    private static TestCatalog geo() {
        return catalog()
                .prefer("10.1.0.0/16", "east", "west")
                .prefer("10.2.0.0/16", "west", "east")
                .prefer("2001:db8:5::/48", "west", "east");
    }

    private static List<String> askFrom(TestServer server, String client) {
        return server.ask(TestServer.query(SHOP, "A"), client).getSection(Section.ANSWER).stream()
                .map(record -> record.rdataToString())
                .toList();
    }
}
