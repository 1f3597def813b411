package io.wideip.config.catalog;

import static io.wideip.config.catalog.Definitions.FAILOVER;
import static io.wideip.config.catalog.Definitions.NO_ANSWERS;
import static io.wideip.config.catalog.Definitions.NO_DEFAULTS;
import static io.wideip.config.catalog.Definitions.base;
import static io.wideip.config.catalog.Definitions.members;
import static io.wideip.config.catalog.Definitions.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.Pool;
import io.wideip.config.ProbeOptions;
import io.wideip.config.Vip;
import io.wideip.config.VipPorts;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MergeTest {
    private static final ProbeOptions PROBE = () -> "host.example.com";
    private static final ProbeOptions ASKS_FOR_THE_NAME = () -> null;
    private static final DomainName SHOP = new DomainName("shop.example.com");

    @Test
    void needsABase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Merge.of(List.of(part("routes", 1, null, Map.of()))))
                .withMessage("no part has a base");
    }

    @Test
    void aDefinitionGoesBeforeTheDefaultsAndTheseBeforeTheProgram() {
        CheckTimes times = new CheckTimes(Duration.ofSeconds(5), null, 7, null, null, null);
        Defaults defaults =
                new Defaults(Definitions.FAILOVER, times, new AnswerDefinition(Duration.ofSeconds(9), null, null));
        Defined<Defaults> tagged =
                new Tagged<>(defaults, "defaults", Set.of("policy", "ttl", "healthCheck.interval", "healthCheck.fall"));
        CheckTimes own = new CheckTimes(null, null, 2, null, null, null);
        Merged merged = Merge.of(List.of(part(
                "files",
                0,
                base(tagged, Map.ofEntries(Tagged.entry("app", new HealthCheckDefinition(PROBE, own), "fall"))),
                Map.ofEntries(
                        Tagged.entry("shop.example.com", withMaxAnswers(members("a"), 4), "members", "maxAnswers")))));

        WideIpSettings shop = settings(merged);
        assertThat(shop.policy()).isEqualTo(Definitions.FAILOVER);
        assertThat(shop.ttl()).isEqualTo(Duration.ofSeconds(9));
        assertThat(shop.maxAnswers()).isEqualTo(4);
        HealthCheck check =
                Objects.requireNonNull(merged.catalog().healthChecks().get("app"));
        assertThat(check.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(check.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(check.fall()).isEqualTo(2);
        assertThat(merged.refusals()).isEmpty();
        Provenance provenance = merged.provenance();
        assertThat(provenance.owner(SHOP)).isEqualTo("files");
        assertThat(provenance.wideIp(SHOP, "members")).hasToString("shop.example.com/members");
        assertThat(provenance.wideIp(SHOP, "maxAnswers")).hasToString("shop.example.com/maxAnswers");
        assertThat(provenance.wideIp(SHOP, "ttl")).hasToString("defaults/ttl");
        assertThat(provenance.wideIp(SHOP, "policy")).hasToString("defaults/policy");
        assertThat(provenance.wideIp(SHOP, "whenAllDown")).isEqualTo(Origin.BUILT_IN);
        assertThat(provenance.of("healthChecks", "app", "fall")).hasToString("app/fall");
        assertThat(provenance.of("healthChecks", "app", "interval")).hasToString("defaults/healthCheck.interval");
        assertThat(provenance.of("healthChecks", "app", "rise")).isEqualTo(Origin.BUILT_IN);
        assertThat(provenance.of("pools", "p", "policy")).hasToString("defaults/policy");
        assertThat(provenance.of("zones", "example.com", "hostmaster")).hasToString("zone/hostmaster");
        assertThat(provenance.of("vips", "none", "addresses")).isNull();
        assertThat(provenance.wideIp(new DomainName("none.example.com"), "ttl")).isNull();
    }

    @Test
    void aNameIsItsOwnersEvenWhereTheDefinitionIsRefused() {
        Merged merged = Merge.of(List.of(
                part("routes", 1, null, Map.ofEntries(Tagged.entry("shop.example.com", members("b")))),
                files(Map.ofEntries(Tagged.entry("shop.example.com", members("a", "gone"), "members")))));

        assertThat(merged.catalog().wideIps().get(SHOP)).isNull();
        assertThat(merged.provenance().owner(SHOP)).isEqualTo("files");
        assertThat(merged.refusals())
                .extracting(Refusal::reason, Refusal::toString)
                .containsExactlyInAnyOrder(
                        tuple(
                                Refusal.Reason.UNKNOWN_NAME,
                                "shop.example.com/members: the VIP 'gone' is not defined: define it, or name another"),
                        tuple(
                                Refusal.Reason.TAKEN,
                                "shop.example.com: 'shop.example.com' belongs to files: take another name, or remove it"
                                        + " there"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop.example.net   | a | OUTSIDE_ZONES | 'shop.example.net' is outside all zones
            ns1.example.com    | a | CONFLICT      | 'ns1.example.com' is a name server of its zone
            example.com        | c | CONFLICT      | 'example.com' is the zone itself, where no CNAME can stand
            status.example.com | c | CONFLICT      | the zone's records have 'status'
            """)
    void aSourceGetsNoNameThatHasNoRoom(String name, String vip, Refusal.Reason reason, String what) {
        Merged merged = Merge.of(List.of(
                files(Map.of()), part("routes", 1, null, Map.ofEntries(Tagged.entry(name, members(vip))))));

        assertThat(merged.catalog().wideIps().size()).isZero();
        assertThat(merged.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.what()).startsWith(what).contains(": ");
            assertThat(refusal.origin()).hasToString(name);
        });
    }

    @Test
    void aCheckThatAsksForTheNameNeedsOne() {
        BaseDefinitions base = base(
                new Tagged<>(NO_DEFAULTS, "defaults", Set.of()),
                Map.ofEntries(
                        Tagged.entry("app", new HealthCheckDefinition(ASKS_FOR_THE_NAME, NO_DEFAULTS.checkTimes()))));
        WideIpDefinition wildcard = new WideIpDefinition(null, members("a").choices(), "app", Definitions.NO_ANSWERS);
        Merged merged = Merge.of(
                List.of(part("files", 0, base, Map.ofEntries(Tagged.entry("*.example.com", wildcard, "healthCheck")))));

        assertThat(merged.refusals())
                .extracting(Refusal::toString)
                .containsExactly("*.example.com/healthCheck: '*.example.com' is no name that can be asked for: give the"
                        + " health check 'app' a 'host', or use a tcp one");
    }

    @Test
    void onlyOneSourceGivesTheBase() {
        Merged merged = Merge.of(
                List.of(files(Map.of()), part("others", 1, files(Map.of()).base(), Map.of())));

        assertThat(merged.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.TAKEN);
    }

    @Test
    void aBrokenReferenceOfTheBaseIsRefusedAndTheRestStays() {
        BaseDefinitions whole = Objects.requireNonNull(files(Map.of()).base());
        BaseDefinitions broken = new BaseDefinitions(
                whole.defaults(),
                whole.server(),
                whole.zones(),
                whole.datacenters(),
                whole.healthChecks(),
                Map.ofEntries(
                        Tagged.entry("a", Definitions.vip("192.0.2.1")),
                        Tagged.entry(
                                "b",
                                new VipDefinition("nowhere", List.of(), null, "none", VipPorts.STANDARD),
                                "datacenter")),
                whole.pools(),
                whole.topology(),
                whole.clusters(),
                whole.routes(),
                whole.drains(),
                whole.ignoredWarnings());
        Merged merged = Merge.of(List.of(part("files", 0, broken, Map.of())));

        assertThat(merged.catalog().vips()).containsOnlyKeys("a");
        assertThat(merged.refusals())
                .extracting(Refusal::toString)
                .containsExactlyInAnyOrder(
                        "b/datacenter: the datacenter 'nowhere' is not defined: define it, or name another",
                        "b: the health check 'none' is not defined: define it, or name another",
                        "p: the VIP 'b' is not defined: define it, or name another");
    }

    @Test
    void aMembersOwnCheckIsFilledUpByTheDefaults() {
        ProbeOptions probe = () -> null;
        CheckTimes times = new CheckTimes(Duration.ofSeconds(5), null, 2, null, null, null);
        MemberCheck own = new MemberCheck.Own("route", new HealthCheckDefinition(probe, times));
        Merged merged = Merge.of(List.of(files(Map.ofEntries(Tagged.entry(
                "shop.example.com",
                overMembers(
                        new MemberDefinition("a", 3, own, true),
                        new MemberDefinition("b", 1, new MemberCheck.Named("none"), false)))))));

        assertThat(merged.refusals())
                .extracting(Refusal::what)
                .containsExactly("the health check 'none' is not defined: define it, or name another");

        merged = Merge.of(List.of(files(Map.ofEntries(
                Tagged.entry("shop.example.com", overMembers(new MemberDefinition("a", 3, own, true)))))));
        HealthCheck check = new HealthCheck("route", probe, Duration.ofSeconds(5), Duration.ofSeconds(3), 2, 3, 1);
        assertThat(settings(merged).choices())
                .isEqualTo(new WideIp.Members(List.of(new Member(vip(merged, "a"), 3, check, true))));
    }

    @Test
    void poolsOfAWideIpsOwnAreMergedAsOthersAre() {
        PoolDefinition pool = new PoolDefinition(FAILOVER, List.of(new MemberDefinition("a", 1)));
        WideIpDefinition.OwnPool east = new WideIpDefinition.OwnPool("p", pool, 7);
        Merged merged = Merge.of(List.of(files(Map.ofEntries(Tagged.entry(
                "shop.example.com",
                new WideIpDefinition(null, new WideIpDefinition.OwnPools(List.of(east)), null, NO_ANSWERS))))));

        assertThat(settings(merged).choices())
                .isEqualTo(new WideIp.Pools(List.of(new WideIp.WeightedPool(
                        new Pool("p", FAILOVER, List.of(new Member(vip(merged, "a"), 1))), 7))));
        assertThat(Objects.requireNonNull(merged.catalog().pools().get("p")).members())
                .as("the pool that is defined by itself")
                .hasSize(2);
    }

    @Test
    void aWildcardsMemberNeedsACheckThatNamesAHost() {
        MemberCheck own = new MemberCheck.Own(
                "route", new HealthCheckDefinition(() -> null, new CheckTimes(null, null, null, null, null, null)));
        Merged merged = Merge.of(List.of(files(
                Map.ofEntries(Tagged.entry("*.example.com", overMembers(new MemberDefinition("a", 1, own, false)))))));

        assertThat(merged.refusals())
                .extracting(Refusal::what)
                .containsExactly("'*.example.com' is no name that can be asked for: give the health check 'route' a"
                        + " 'host', or use a tcp one");
    }

    @Test
    void aClusterHasTheVipsThatItNames() {
        BaseDefinitions whole = Objects.requireNonNull(files(Map.of()).base());
        ClusterAccess access = new ClusterAccess.InCluster();
        BaseDefinitions base = withClusters(
                whole,
                Map.ofEntries(
                        Tagged.entry("one", new ClusterDefinition("east", access, "a", Map.of(), List.of(), null)),
                        Tagged.entry(
                                "two",
                                new ClusterDefinition(
                                        "east", access, null, Map.of("default", "b", "old", "gone"), List.of(), "x=y"),
                                "routers"),
                        Tagged.entry("three", new ClusterDefinition("gone", access, "a", Map.of(), List.of(), null))));
        Merged merged = Merge.of(List.of(part("files", 0, base, Map.of())));

        assertThat(merged.catalog().clusters()).containsOnlyKeys("one", "two");
        Cluster one = Objects.requireNonNull(merged.catalog().clusters().get("one"));
        assertThat(one.vip("any")).isEqualTo(vip(merged, "a"));
        Cluster two = Objects.requireNonNull(merged.catalog().clusters().get("two"));
        assertThat(two.vip("default")).isEqualTo(vip(merged, "b"));
        assertThat(two.vip("old")).isNull();
        assertThat(merged.refusals())
                .extracting(Refusal::toString)
                .containsExactlyInAnyOrder(
                        "two/routers: the VIP 'gone' is not defined: define it, or name another",
                        "three: the datacenter 'gone' is not defined: define it, or name another");
    }

    @Test
    void aWrittenNameThatTakesTheRoomOfAClusterSpecificOneIsWarnedOf() {
        Merged merged = Merge.of(List.of(files(Map.ofEntries(
                Tagged.entry("shop.example.com", members("a")),
                Tagged.entry("status.example.com", members("a")),
                Tagged.entry("shop--east.example.com", members("b")),
                Tagged.entry("x.status--east.example.com", members("b")),
                Tagged.entry("shop--west.example.com", members("b")),
                Tagged.entry("none--east.example.com", members("b"))))));

        assertThat(merged.refusals()).isEmpty();
        assertThat(merged.warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "shop--east.example.com: 'shop--east.example.com' leaves no room for the name of"
                                + " 'shop.example.com' in 'east': give it another name, or the zone other 'clusterNames'"
                                + " (cluster-name-taken)",
                        "x.status--east.example.com: 'x.status--east.example.com' leaves no room for the name of"
                                + " 'status.example.com' in 'east': give it another name, or the zone other"
                                + " 'clusterNames' (cluster-name-taken)");
    }

    @Test
    void whatChangesIsWarnedOfOnceFromEitherSide() {
        Map.Entry<String, Defined<WideIpDefinition>> shop = Tagged.entry("shop.example.com", members("a"));
        Map.Entry<String, Defined<WideIpDefinition>> made = Tagged.entry("shop--east.example.com", members("b"));
        Map.Entry<String, Defined<WideIpDefinition>> other = Tagged.entry("other.example.com", members("b"));
        Merged none = Merge.of(List.of(files(Map.ofEntries(other))));
        Merged first = Merge.of(List.of(files(Map.ofEntries(shop))));
        Merged second = Merge.of(List.of(files(Map.ofEntries(made))));
        Merged both = Merge.of(List.of(files(Map.ofEntries(shop, made))));
        Merged changed =
                Merge.of(List.of(files(Map.ofEntries(shop, Tagged.entry("shop--east.example.com", members("a"))))));
        String what = "'shop--east.example.com' leaves no room for the name of 'shop.example.com' in 'east': give it"
                + " another name, or the zone other 'clusterNames'";

        assertThat(both.warningsSince(none.catalog())).extracting(Warning::what).containsExactly(what);
        assertThat(both.warningsSince(first.catalog()))
                .extracting(Warning::toString)
                .containsExactly("shop--east.example.com: " + what + " (cluster-name-taken)");
        assertThat(both.warningsSince(second.catalog()))
                .extracting(Warning::toString)
                .containsExactly("shop.example.com: " + what + " (cluster-name-taken)");
        assertThat(changed.warningsSince(both.catalog())).isEmpty();
        assertThat(first.warningsSince(both.catalog())).isEmpty();
    }

    /** Else each wide IP that changes would keep settings of its own. */
    @Test
    void oneDefinitionGivesOneObjectOfSettingsInLaterMergesToo() {
        Map.Entry<String, Defined<WideIpDefinition>> shop = Tagged.entry("shop.example.com", members("a"));
        Merged before = Merge.of(List.of(files(Map.ofEntries(shop))));
        Map.Entry<String, Defined<WideIpDefinition>> pay = Map.entry("pay.example.com", shop.getValue());
        Merged after = Merge.of(List.of(files(Map.ofEntries(shop, pay))), before);

        assertThat(after.catalog().wideIps().get(new DomainName("pay.example.com")))
                .isSameAs(settings(before));
    }

    private static WideIpDefinition overMembers(MemberDefinition... members) {
        return new WideIpDefinition(null, new WideIpDefinition.Members(List.of(members)), null, NO_ANSWERS);
    }

    private static BaseDefinitions withClusters(
            BaseDefinitions base, Map<String, Defined<ClusterDefinition>> clusters) {
        return new BaseDefinitions(
                base.defaults(),
                base.server(),
                base.zones(),
                base.datacenters(),
                base.healthChecks(),
                base.vips(),
                base.pools(),
                base.topology(),
                clusters,
                base.routes(),
                base.drains(),
                base.ignoredWarnings());
    }

    private static Vip vip(Merged merged, String name) {
        return Objects.requireNonNull(merged.catalog().vips().get(name));
    }

    private static Part files(Map<String, Defined<WideIpDefinition>> wideIps) {
        return part("files", 0, base(new Tagged<>(NO_DEFAULTS, "defaults", Set.of()), Map.of()), wideIps);
    }

    private static WideIpDefinition withMaxAnswers(WideIpDefinition definition, int maxAnswers) {
        return new WideIpDefinition(
                definition.policy(), definition.choices(), null, new AnswerDefinition(null, maxAnswers, null));
    }

    private static WideIpSettings settings(Merged merged) {
        return Objects.requireNonNull(merged.catalog().wideIps().get(SHOP));
    }
}
