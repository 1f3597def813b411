package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Region;
import io.wideip.config.TopologyRule;
import io.wideip.dns.Subnets;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** What clients get by their locations, and the scope that goes with it (RFC 7871). */
final class LocationResponseTest {
    private static final String SHOP = "shop.example.com";
    private static final String EAST = "192.0.2.1";
    private static final String WEST = "192.0.2.2";
    private static final String RESOLVER = "10.1.2.3";

    private final TestServer server = new TestServer(catalog().wideIp(SHOP, "geo", "east", "west"));

    private static TestCatalog catalog() {
        return new TestCatalog()
                .zone("example.com", "text TXT the-same-for-all")
                .vip("east", "east", EAST, "2001:db8::1")
                .vip("west", "west", WEST)
                .prefer("10.0.0.0/8", "east", "west")
                .prefer("10.2.0.0/16", "west", "east")
                .prefer("2001:db8:2::/48", "west", "east");
    }

    @Test
    void theScopeIsTheWidestNetworkOfTheLocation() {
        assertThat(ask(server, "A", "10.2.77.0", 24)).isEqualTo(WEST + " /16");
        assertThat(ask(server, "A", "10.3.77.0", 24)).isEqualTo(EAST + " /16");
        assertThat(ask(server, "A", "10.200.0.0", 24)).isEqualTo(EAST + " /9");
        assertThat(ask(server, "A", "2001:db8:2:500::", 56)).isEqualTo(WEST + " /48");
        assertThat(ask(server, "A", "2001:db8:3::", 56)).isEqualTo(EAST + " /48");
    }

    @Test
    void aShorterSourcePrefixGetsTheAnswerOfItsFirstAddressAndATrueScope() {
        // Of 10.0.0.0/14 only a part prefers west: the scope says that the answer holds for less than was asked for.
        assertThat(ask(server, "A", "10.0.0.0", 14)).isEqualTo(EAST + " /15");
        assertThat(ask(server, "A", "10.0.0.0", 7)).isEqualTo(EAST + " /15");
    }

    @Test
    void answersThatDoNotDependOnTheClientHaveScope0() {
        assertThat(scope(server.ask(query("text.example.com", "TXT", "10.2.77.0", 24), RESOLVER)))
                .isZero();
        // One member has IPv6, so all get it.
        assertThat(ask(server, "AAAA", "10.2.77.0", 24)).isEqualTo("2001:db8:0:0:0:0:0:1 /0");
        server.down(WEST);
        assertThat(ask(server, "A", "10.2.77.0", 24)).isEqualTo(EAST + " /0");
    }

    @Test
    void whoOptsOutIsLocatedByTheResolver() {
        assertThat(ask(server, "A", "0.0.0.0", 0)).isEqualTo(EAST + " /0");
        assertThat(server.ask(TestServer.query(SHOP, "A"), "10.2.0.53")
                        .getSection(Section.ANSWER)
                        .get(0)
                        .rdataToString())
                .isEqualTo(WEST);
    }

    @Test
    void weightsOfALocationAreDrawn() {
        TopologyRule rule = new TopologyRule(
                Region.of(Subnets.listOf("10.0.0.0/8")), List.of(), Map.of("east", 80, "west", 20), null);
        TestServer weighted = new TestServer(new TestCatalog()
                .zone("example.com", "")
                .vip("east", "east", EAST)
                .vip("west", "west", WEST)
                .rule(rule)
                .wideIp(SHOP, "geo", "east", "west"));
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            counts.merge(shown(weighted.askByTcp(query(SHOP, "A", "10.9.9.0", 24))), 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys(EAST + " /8", WEST + " /8");
        assertThat(counts.getOrDefault(EAST + " /8", 0) / 20_000.0).isCloseTo(0.8, Offset.offset(0.02));
        assertThat(shown(weighted.askByTcp(query(SHOP, "A", "11.0.0.0", 24)))).isEqualTo(EAST + " /8");
        weighted.down(EAST);
        assertThat(shown(weighted.askByTcp(query(SHOP, "A", "10.9.9.0", 24)))).isEqualTo(WEST + " /0");
    }

    /** The first address, and the scope. */
    private static String ask(TestServer server, String type, String client, int prefix) {
        return shown(server.ask(query(SHOP, type, client, prefix), RESOLVER));
    }

    private static String shown(Message reply) {
        return reply.getSection(Section.ANSWER).get(0).rdataToString() + " /" + scope(reply);
    }

    private static Message query(String name, String type, String client, int prefix) {
        InetAddress address = TestCatalog.address(client);
        Message query = TestServer.query(name, type);
        query.addRecord(
                new org.xbill.DNS.OPTRecord(1232, 0, 0, 0, List.of(new ClientSubnetOption(prefix, address))),
                Section.ADDITIONAL);
        return query;
    }

    private static int scope(Message reply) {
        return ((ClientSubnetOption) reply.getOPT().getOptions().get(0)).getScopePrefixLength();
    }
}
