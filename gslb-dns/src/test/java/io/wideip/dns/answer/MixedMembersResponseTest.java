package io.wideip.dns.answer;

import static io.wideip.dns.answer.WideIpSite.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A wide IP with members of both kinds is an alias for all types, or for none (RFC 1034 section 3.6.2). */
final class MixedMembersResponseTest {
    private static final String DUAL_6 = "2001:db8:0:0:0:0:0:46";
    private static final List<String> VIPS = List.of("four", "six", "dual", "cloud", "cdn");
    private static final List<String> POLICIES = List.of("failover", "round-robin", "weighted", "geo", "hash");
    private static final List<String> ADDRESSES =
            List.of("192.0.2.4", "2001:db8:0:0:0:0:0:6", "192.0.2.46", DUAL_6, "cloud.example", "lb.cdn.example");
    private static final List<String> CLIENTS = List.of("198.51.100.1", "203.0.113.1", "2001:db8:c::1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            failover    | four cloud            |                         | 192.0.2.4     | -
            failover    | six cloud             |                         | -             | 2001:db8::6
            failover    | dual cloud            |                         | 192.0.2.46    | 2001:db8::46
            failover    | cloud four            |                         | alias         | alias
            failover    | four cloud            | 192.0.2.4               | alias         | alias
            failover    | four cloud            | cloud.example           | 192.0.2.4     | -
            failover    | cloud four            | cloud.example           | 192.0.2.4     | -
            failover    | four cloud six        |                         | 192.0.2.4     | 2001:db8::6
            failover    | dual four cloud       | 192.0.2.46 2001:db8::46 | 192.0.2.4     | -
            failover    | dual cloud            | 2001:db8::46            | 192.0.2.46    | -
            failover    | dual cloud            | 192.0.2.46              | alias         | alias
            failover    | four six cloud        | 192.0.2.4               | alias         | alias
            failover    | four six cloud        | 192.0.2.4 cloud.example | -             | 2001:db8::6
            failover    | four cloud            | 192.0.2.4 cloud.example | 192.0.2.4     | -
            weighted    | four=1 cloud=0        |                         | 192.0.2.4     | -
            weighted    | four=0 cloud=1        |                         | alias         | alias
            weighted    | four=0 cloud=0        |                         | 192.0.2.4     | -
            weighted    | four=1 cloud=0        | 192.0.2.4               | alias         | alias
            weighted    | four=30 six=30 cloud=40 |                       | 192.0.2.4     | 2001:db8::6
            weighted    | four=20 six=20 cloud=60 |                       | alias         | alias
            weighted    | four=50 cloud=50      |                         | 192.0.2.4     | -
            round-robin | four cloud            |                         | 192.0.2.4     | -
            round-robin | cloud cdn four        | lb.cdn.example          | 192.0.2.4     | -
            round-robin | cloud cloud2 four     |                         | alias         | alias
            geo         | four cloud            |                         | 192.0.2.4     | -
            hash        | four cloud=0          |                         | 192.0.2.4     | -
            hash        | four=0 cloud          |                         | alias         | alias
            """)
    void isOfTheKindThatThePolicyChooses(String policy, String members, String down, String a, String aaaa) {
        TestServer server = new TestServer(
                catalog().vip("cloud2", "cloud", "cloud.example").wideIp(SHOP, policy, members.split(" ")));
        if (down != null) {
            server.down(down.replace("::", ":0:0:0:0:0:").split(" "));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(shown(server, "A")).isEqualTo(a);
            assertThat(shown(server, "AAAA")).isEqualTo(aaaa);
        }
        String other = a.equals("alias") ? "alias" : "-";
        for (String type : List.of("CNAME", "TXT", "HTTPS")) {
            assertThat(shown(server, type)).isEqualTo(other);
        }
        assertThat(shown(server, "ANY")).isEqualTo(a.equals("alias") ? "alias" : "\"RFC8482\" \"\"");
    }

    @Test
    void thePoolThatIsChosenSaysIt() {
        TestServer server = new TestServer(catalog()
                .pool("own", "round-robin", "four", "dual")
                .pool("rented", "failover", "cloud")
                .wideIpOverPools(SHOP, "failover", "own", "rented"));
        assertThat(shown(server, "A")).isEqualTo("192.0.2.4");
        assertThat(shown(server, "A")).isEqualTo("192.0.2.46");
        assertThat(shown(server, "AAAA")).isEqualTo("2001:db8::46");
        server.down("192.0.2.4", "192.0.2.46", DUAL_6);
        assertThat(shown(server, "A")).isEqualTo("alias");
        assertThat(shown(server, "MX")).isEqualTo("alias");
    }

    @Test
    void poolsShareByWhatTheirMembersAre() {
        TestServer server = new TestServer(catalog()
                .pool("mostly", "weighted", "four=90", "cloud=10")
                .pool("rented", "failover", "cdn")
                .wideIpOverPools(SHOP, "weighted", "mostly=60", "rented=40"));
        assertThat(shown(server, "A")).isEqualTo("192.0.2.4");
        server = new TestServer(catalog()
                .pool("mostly", "weighted", "four=80", "cloud=20")
                .pool("rented", "failover", "cdn")
                .wideIpOverPools(SHOP, "weighted", "mostly=60", "rented=40"));
        assertThat(shown(server, "A")).isEqualTo("alias");
    }

    @Test
    void eachLocationHasTheKindOfItsDatacenter() {
        TestServer server = new TestServer(catalog()
                .pool("one", "geo", "four", "cloud")
                .pool("two", "geo", "dual", "cdn")
                .prefer("198.51.100.0/24", "own", "rented")
                .prefer("203.0.113.0/24", "rented", "own")
                .wideIpOverPools(SHOP, "round-robin", "one", "two"));
        for (int i = 0; i < 4; i++) {
            assertThat(data(server, "A", "198.51.100.1")).containsAnyOf("192.0.2.4", "192.0.2.46");
            assertThat(data(server, "TXT", "198.51.100.1")).isEmpty();
            assertThat(data(server, "AAAA", "203.0.113.1")).containsAnyOf("cloud.example.", "lb.cdn.example.");
            assertThat(data(server, "TXT", "203.0.113.1")).containsAnyOf("cloud.example.", "lb.cdn.example.");
        }
    }

    @Test
    void hashGivesEachClientTheKindOfItsMember() {
        TestServer server = new TestServer(catalog().wideIp(SHOP, "hash", "four=75", "cloud=25"));
        int aliases = 0;
        for (int i = 0; i < 1000; i++) {
            String client = "10." + i / 250 + "." + i % 250 + ".1";
            List<String> a = data(server, "A", client);
            List<String> alias = List.of("cloud.example.");
            assertThat(data(server, "AAAA", client)).isEqualTo(a.equals(alias) ? alias : List.of());
            assertThat(data(server, "TXT", client)).isEqualTo(a.equals(alias) ? alias : List.of());
            aliases += a.equals(alias) ? 1 : 0;
        }
        assertThat(aliases).isBetween(200, 300);
    }

    /** Else resolvers would keep an answer for each network of their clients. */
    @ParameterizedTest
    @CsvSource({"failover, four cloud", "round-robin, cloud four", "hash, four=1 cloud=0"})
    void theScopeIsZeroWhereAllClientsHaveTheSameKind(String policy, String members) throws UnknownHostException {
        TestServer server = new TestServer(catalog()
                .prefer("198.51.100.0/24", "own", "rented")
                .prefer("203.0.113.0/24", "rented", "own")
                .wideIp(SHOP, policy, members.split(" ")));
        for (String type : List.of("A", "AAAA", "TXT")) {
            Message query = TestServer.query(SHOP, type);
            ClientSubnetOption client = new ClientSubnetOption(24, InetAddress.getByName("203.0.113.0"));
            query.addRecord(new OPTRecord(1232, 0, 0, 0, client), Section.ADDITIONAL);
            assertThat(server.ask(query, CLIENTS.get(0)).getOPT().getOptions())
                    .contains(new ClientSubnetOption(24, 0, client.getAddress()));
        }
    }

    @Test
    void anAliasOfTheZoneIsFollowedForEveryType() {
        TestServer server = new TestServer(catalog()
                .vip("inside", "cloud", "backup.apps.example.com")
                .wideIp("backup.apps.example.com", "failover", "six")
                .wideIp(SHOP, "failover", "four", "inside"));
        assertThat(data(server, "AAAA", CLIENTS.get(0))).isEmpty();
        server.down("192.0.2.4");
        assertThat(data(server, "AAAA", CLIENTS.get(0)))
                .containsExactly("backup.apps.example.com.", "2001:db8:0:0:0:0:0:6");
        assertThat(data(server, "A", CLIENTS.get(0))).containsExactly("backup.apps.example.com.");
    }

    @Test
    void aFallbackIsOfOneKind() {
        TestServer server =
                new TestServer(catalog().wideIp(SHOP, "failover", "dual").fallback("cloud", "four"));
        server.down("192.0.2.46", DUAL_6);
        for (String type : List.of("A", "AAAA", "TXT", "ANY")) {
            assertThat(shown(server, type)).isEqualTo("alias");
        }
        server = new TestServer(catalog().wideIp(SHOP, "failover", "dual").fallback("four", "cloud"));
        server.down("192.0.2.46", DUAL_6);
        assertThat(shown(server, "A")).isEqualTo("192.0.2.4");
        assertThat(shown(server, "AAAA")).isEqualTo("-");
        assertThat(shown(server, "TXT")).isEqualTo("-");
    }

    /** Whatever the policies, the weights and the verdicts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void noClientMeetsBothKinds(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 40; round++) {
            TestCatalog catalog =
                    catalog().prefer("198.51.100.0/24", "own", "rented").prefer("203.0.113.0/24", "rented", "own");
            List<String> pools = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                catalog.pool("p" + i, one(POLICIES, random), some(VIPS, random));
                pools.add("p" + i + "=" + random.nextInt(3));
            }
            String policy = one(POLICIES, random);
            if (random.nextBoolean()) {
                catalog.wideIp(SHOP, policy, some(VIPS, random));
            } else {
                catalog.wideIpOverPools(SHOP, policy, pools.toArray(String[]::new));
            }
            TestServer server = new TestServer(catalog);
            for (int changes = 0; changes < 6; changes++) {
                String address = one(ADDRESSES, random);
                TestServer changed = random.nextBoolean() ? server.down(address) : server.up(address);
                for (String client : CLIENTS) {
                    assertThat(kinds(changed, client))
                            .as("%s of %s", policy, pools)
                            .hasSize(1);
                }
            }
        }
    }

    private static Set<Boolean> kinds(TestServer server, String client) {
        Set<Boolean> kinds = new TreeSet<>();
        for (int i = 0; i < 6; i++) {
            for (String type : List.of("A", "AAAA", "TXT", "ANY")) {
                kinds.add(ask(server, type, client).getSection(Section.ANSWER).stream()
                        .anyMatch(record -> record.getType() == Type.CNAME));
            }
        }
        return kinds;
    }

    private static TestCatalog catalog() {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .vip("four", "own", "192.0.2.4")
                .vip("six", "own", "2001:db8::6")
                .vip("dual", "own", "192.0.2.46", "2001:db8::46")
                .vip("cloud", "rented", "cloud.example")
                .vip("cdn", "rented", "lb.cdn.example");
    }

    private static String shown(TestServer server, String type) {
        List<String> data = data(server, type, "127.0.0.1");
        if (data.isEmpty()) {
            return "-";
        }
        assertThat(data).hasSize(1);
        String only = data.get(0).replace(":0:0:0:0:0:", "::");
        return only.equals("cloud.example.") ? "alias" : only;
    }

    private static List<String> data(TestServer server, String type, String client) {
        return ask(server, type, client).getSection(Section.ANSWER).stream()
                .map(org.xbill.DNS.Record::rdataToString)
                .toList();
    }

    private static Message ask(TestServer server, String type, String client) {
        return server.ask(TestServer.query(SHOP, type), client);
    }

    private static String one(List<String> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    /** One to four, each once, with weights. */
    private static String[] some(List<String> of, SplittableRandom random) {
        return Stream.generate(() -> one(of, random))
                .limit(1 + random.nextInt(4))
                .distinct()
                .map(vip -> vip + "=" + random.nextInt(3))
                .toArray(String[]::new);
    }
}
