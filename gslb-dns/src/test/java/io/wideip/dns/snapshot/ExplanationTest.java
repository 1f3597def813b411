package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wideip.config.AddressText;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.WhenAllDown;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.MemberReasons;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.explain.ClientGroup;
import io.wideip.dns.explain.ExplainedName;
import io.wideip.dns.explain.ExplainedTier;
import io.wideip.dns.explain.Explanation;
import io.wideip.dns.explain.NameMatch;
import io.wideip.dns.wire.Wire;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What explanations say for people; that they tell the replies that are sent is tested beside the responder. */
final class ExplanationTest {
    private static final String SHOP = "shop.apps.example.com";

    @Test
    void saysWhyEachCandidateIsTakenOrPassedOver() {
        TestServer server = new TestServer(site().wideIp(SHOP, "failover", "east", "west", "north"));
        server.down("192.0.2.1");
        ExplainedName shop = only(server, SHOP, null);
        assertThat(whys(shop.clients().get(0)))
                .containsExactly(
                        "failover east: passed over: not available",
                        "failover west: taken: the first that is available",
                        "failover north: passed over: comes after west");
        assertThat(shop.clients().get(0).replies().get(0).reply().answers())
                .containsExactly("shop.apps.example.com 30 A 192.0.2.2");
        MemberReasons east = members(shop).get(0);
        assertThat(Objects.requireNonNull(east.vip()).status().verdict()).isEqualTo(Verdict.DOWN);
        assertThat(Objects.requireNonNull(east.vip()).status().reason()).isEqualTo("as the test says");
        assertThat(Objects.requireNonNull(east.application()).target().host()).isEqualTo(SHOP);
    }

    @Test
    void saysWhichDrainsCoverAMember() {
        TestServer server = new TestServer(site().wideIp(SHOP, "round-robin", "east", "west"));
        server.drain("west");
        ExplainedName shop = only(server, SHOP, null);
        assertThat(members(shop))
                .extracting(MemberReasons::drains)
                .containsExactly(List.of(), List.of(Drain.ofVip("west")));
        assertThat(whys(shop.clients().get(0)))
                .containsExactly(
                        "round-robin east: taken: the only one left", "round-robin west: passed over: not available");
    }

    /** A drain over time: the weights of what it covers go down, and nothing else changes. */
    @Test
    void aDrainThatLeavesSomeOfTheWeightChangesTheShares() {
        TestServer server = new TestServer(site().pool("east", "round-robin", "east")
                .pool("west", "round-robin", "west")
                .pool("mixed", "weighted", "east=1", "north=1")
                .wideIp(SHOP, "weighted", "east=1", "west=1")
                .wideIp("heavy.apps.example.com", "weighted", "east=1000000", "west=1000000")
                .wideIpOverPools("pools.apps.example.com", "weighted", "east=3", "west=1")
                .wideIpOverPools("mixed.apps.example.com", "weighted", "mixed=1", "west=1")
                .wideIp("turns.apps.example.com", "round-robin", "east", "west"));
        assertThat(shares(server, SHOP)).containsExactly(0.5, 0.5);

        server.drain(List.of(Drain.ofVip("east").withLeft(5)));
        assertThat(shares(server, SHOP)).containsExactly(0.333333333, 0.666666667);
        assertThat(shares(server, "heavy.apps.example.com")).containsExactly(0.333333333, 0.666666667);
        assertThat(shares(server, "pools.apps.example.com")).containsExactly(0.6, 0.4);
        assertThat(shares(server, "mixed.apps.example.com")).containsExactly(0.166666667, 0.333333333, 0.5);
        assertThat(shares(server, "turns.apps.example.com")).containsExactly(0.5, 0.5);

        server.drain(List.of(Drain.ofVip("east").withLeft(5), new Drain(new Glob("shop*"), "east", null).withLeft(1)));
        assertThat(shares(server, SHOP)).as("the least that any leaves").containsExactly(0.090909091, 0.909090909);
        assertThat(shares(server, "heavy.apps.example.com")).containsExactly(0.333333333, 0.666666667);

        server.drain(List.of(Drain.ofVip("east").withLeft(5), new Drain(new Glob("shop*"), "east", null)));
        assertThat(shares(server, SHOP)).as("a whole one wins").containsExactly(1.0);
        server.drain(List.of());
        assertThat(shares(server, SHOP)).containsExactly(0.5, 0.5);
    }

    private static List<Double> shares(TestServer server, String name) {
        return only(server, name, null).clients().get(0).replies().stream()
                .map(reply -> Math.round(reply.share() * 1e9) / 1e9)
                .toList();
    }

    @Test
    void saysWhichRuleGaveTheLocation() {
        TestServer server = new TestServer(site().prefer("10.0.0.0/8", "east")
                .prefer("10.1.0.0/16", "west")
                .wideIp(SHOP, "geo", "north", "east", "west"));
        ClientGroup one = only(server, SHOP, "10.1.2.3").clients().get(0);
        assertThat(one.locations()).hasSize(1);
        assertThat(one.locations().get(0).rule()).isEqualTo(1);
        assertThat(one.locations().get(0).order()).containsExactly("west");
        assertThat(one.replies().get(0).scope()).isEqualTo(16);
        assertThat(whys(one))
                .containsExactly(
                        "geo north: passed over: these clients prefer another datacenter that is available",
                        "geo east: passed over: these clients prefer another datacenter that is available",
                        "geo west: taken: the first that is available");
        assertThat(only(server, SHOP, "203.0.113.1")
                        .clients()
                        .get(0)
                        .locations()
                        .get(0)
                        .rule())
                .isNull();
    }

    @Test
    void groupsAllClientsByWhatTheyGet() {
        TestServer server = new TestServer(site().prefer("10.0.0.0/8", "east")
                .prefer("10.1.0.0/16", "east", "west")
                .prefer("2001:db8::/32", "west")
                .wideIp(SHOP, "geo", "east", "west"));
        List<ClientGroup> groups = only(server, SHOP, null).clients();
        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).locations())
                .extracting(location -> AddressText.of(location.example()) + " " + location.rule())
                .containsExactly("0.0.0.0 null", "10.0.0.0 0", "10.1.0.0 1");
        assertThat(groups.get(1).locations())
                .extracting(location -> AddressText.of(location.example()) + " " + location.rule())
                .containsExactly("2001:db8:: 2");
    }

    @Test
    void tellsTheTiersOfPools() {
        TestServer server = new TestServer(site().pool("one", "weighted", "east=3", "west=1", "north=0")
                .pool("two", "failover", "north")
                .wideIpOverPools(SHOP, "weighted", "one=1", "two=1"));
        ClientGroup group = only(server, SHOP, null).clients().get(0);
        assertThat(group.tiers()).extracting(ExplainedTier::pool).containsExactly(null, "one", "two");
        assertThat(group.tiers().get(1).candidates().get(0).share()).isCloseTo(0.75, within(1e-9));
        assertThat(group.tiers().get(1).candidates().get(2).why())
                .isEqualTo("stands by: weight 0 while others have a weight");
        assertThat(group.replies()).extracting(reply -> reply.share()).containsExactly(0.375, 0.125, 0.5);
    }

    @Test
    void saysWhatIsDoneWhenNobodyIsLeft() {
        TestServer server =
                new TestServer(site().wideIp(SHOP, "failover", "east").whenAllDown(new WhenAllDown.ServFail()));
        assertThat(Objects.requireNonNull(only(server, SHOP, null).wideIp()).outage())
                .isNull();
        server.down("192.0.2.1");
        ExplainedName shop = only(server, SHOP, null);
        assertThat(Objects.requireNonNull(shop.wideIp()).outage())
                .isEqualTo("no member is available: answering SERVFAIL (whenAllDown: servfail)");
        assertThat(shop.clients().get(0).replies().get(0).reply().rcode()).isEqualTo("SERVFAIL");
    }

    @Test
    void followsAliases() {
        TestServer server = new TestServer(new TestCatalog()
                .zone("apps.example.com", "www CNAME shop\n*.wild CNAME www")
                .vip("east", "east", "192.0.2.1")
                .wideIp(SHOP, "failover", "east"));
        Explanation told = explain(server, "a.wild.apps.example.com", null);
        assertThat(told.names())
                .extracting(name -> name.name() + " " + name.match() + " " + name.answering())
                .containsExactly(
                        "a.wild.apps.example.com WILDCARD *.wild.apps.example.com",
                        "www.apps.example.com EXACT www.apps.example.com",
                        "shop.apps.example.com EXACT shop.apps.example.com");
        assertThat(told.names().get(1).wideIp()).isNull();
        assertThat(told.names().get(2).wideIp()).isNotNull();
    }

    @Test
    void followsAliasesToNamesThatNeedEscapes() {
        TestServer server = new TestServer(
                new TestCatalog().zone("apps.example.com", "odd\\032name AAAA 2001:db8::1\nwww CNAME Odd\\032name"));
        Explanation told = explain(server, "www.apps.example.com", null);
        assertThat(told.names())
                .extracting(name -> name.name().text() + " " + name.match())
                .containsExactly("www.apps.example.com EXACT", "odd\\032name.apps.example.com EXACT");
    }

    @Test
    void writesIpv6AddressesAsRfc5952Does() {
        TestServer server = new TestServer(new TestCatalog()
                .zone("apps.example.com", "")
                .vip("east", "east", "2001:db8::4")
                .wideIp(SHOP, "failover", "east"));
        Explanation told = server.compiler().explain(new DomainName(SHOP), Wire.AAAA, null);
        assertThat(told.names().get(0).clients().get(0).replies().get(0).reply().answers())
                .containsExactly("shop.apps.example.com 30 AAAA 2001:db8::4");
    }

    @Test
    void tellsNamesThatAreNoWideIps() {
        TestServer server = new TestServer(site().wideIp(SHOP, "failover", "east"));
        ExplainedName cluster = only(server, "shop--east.apps.example.com", null);
        assertThat(cluster.match()).isEqualTo(NameMatch.CLUSTER_NAME);
        assertThat(cluster.answering()).isEqualTo(new DomainName(SHOP));
        assertThat(only(server, "none.apps.example.com", null).match()).isEqualTo(NameMatch.MISSING);
        assertThat(only(server, "none.apps.example.com", null).answering())
                .isEqualTo(new DomainName("apps.example.com"));
        assertThat(only(server, "www.example.net", null).match()).isEqualTo(NameMatch.NO_ZONE);
    }

    private static List<MemberReasons> members(ExplainedName name) {
        return Objects.requireNonNull(name.wideIp()).members();
    }

    private static List<String> whys(ClientGroup group) {
        return group.tiers().stream()
                .flatMap(tier -> tier.candidates().stream()
                        .map(candidate -> tier.policy() + " " + candidate.name() + ": " + candidate.why()))
                .toList();
    }

    private static ExplainedName only(TestServer server, String name, @Nullable String client) {
        Explanation explanation = explain(server, name, client);
        assertThat(explanation.names()).hasSize(1);
        return explanation.names().get(0);
    }

    private static Explanation explain(TestServer server, String name, @Nullable String client) {
        return server.compiler()
                .explain(new DomainName(name), Wire.A, client == null ? null : TestCatalog.address(client));
    }

    private static TestCatalog site() {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .vip("east", "east", "192.0.2.1")
                .vip("west", "west", "192.0.2.2")
                .vip("north", "north", "192.0.2.3");
    }
}
