package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.PolicyOptions;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.Zone;
import io.wideip.config.standing.TargetStatus;
import io.wideip.dns.MapSection;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.policy.PolicyTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A zone's serial is the same for what answers alike, and another for what does not. */
final class SerialsTest {
    private static final DomainName APPS = new DomainName("apps.example.com");
    private static final DomainName OTHER = new DomainName("other.example.com");
    private static final DomainName PARENT = new DomainName("example.com");

    /** What one site says, by its words in {@link #site}; tests change one of them. */
    private static final Map<String, String> SITE = Map.ofEntries(
            Map.entry("zones", "example.com,other.example.com"),
            Map.entry("records", "www 60 A 192.0.2.80~sub NS ns.example.net.~mail MX 10 a.example.net."),
            Map.entry("east", "192.0.2.10,2001:db8::10"),
            Map.entry("datacenter", "east"),
            Map.entry("cloud", "lb.example.net"),
            Map.entry("vip", "east"),
            Map.entry("subnet", "198.51.100.0/24"),
            Map.entry("prefer", "east,west"),
            Map.entry("pool", "main"),
            Map.entry("pool policy", "weighted"),
            Map.entry("pool members", "east,west=2"),
            Map.entry("name", "shop"),
            Map.entry("policy", "failover"),
            Map.entry("members", "east,west,cloud"),
            Map.entry("ttl", "30"),
            Map.entry("maxAnswers", "1"),
            Map.entry("fallback", "west,east"),
            Map.entry("pools", "main=1,spare=2"));

    /** All versions of the program give these: computed by another program from what the decision record says. */
    @Test
    void staysOverVersions() {
        assertThat(serials(site("", "")))
                .isEqualTo(Map.of(PARENT, 1_243_093_915, OTHER, -1_164_911_891, APPS, 1_358_031_964));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zones        | other.example.com,example.com
            records      | mail MX 10 a.example.net.~www 60 A 192.0.2.80~sub NS ns.example.net.
            records      | www 60 A 192.0.2.80 ; text~WWW 60 A 192.0.2.80~sub 3600 NS ns.example.net.~mail MX 10 a.example.net.
            """)
    void isTheSameForWhatAnswersAlike(String word, String value) {
        assertThat(serials(site(word, value))).isEqualTo(serials(site("", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            records      | www 60 A 192.0.2.81~sub NS ns.example.net.~mail MX 10 a.example.net.
            records      | www 61 A 192.0.2.80~sub NS ns.example.net.~mail MX 10 a.example.net.
            records      | www 60 A 192.0.2.80~sub NS nt.example.net.~mail MX 10 a.example.net.
            records      | www 60 A 192.0.2.80~sub NS ns.example.net.
            east         | 192.0.2.11,2001:db8::10
            east         | 192.0.2.10
            datacenter   | north
            cloud        | lc.example.net
            vip          | eastern
            subnet       | 198.51.100.0/25
            subnet       | 198.51.101.0/24
            prefer       | west,east
            prefer       | east
            pool         | first
            pool policy  | hash
            pool members | west=2,east
            pool members | east,west=3
            name         | store
            policy       | round-robin
            members      | west,east,cloud
            members      | east,west=2,cloud
            ttl          | 31
            maxAnswers   | 2
            fallback     | east,west
            fallback     | nodata
            pools        | spare=2,main=1
            pools        | main=2,spare=2
            """)
    void isAnotherForWhatAnswersOtherwise(String word, String value) {
        assertThat(apps(site(word, value))).isNotEqualTo(apps(site("", "")));
    }

    @Test
    void noTwoChangesGiveTheSame() {
        Map<Integer, String> seen = new HashMap<>();
        for (int i = 1; i < 2000; i++) {
            for (String word : List.of("ttl", "name", "pool")) {
                assertThat(seen.put(apps(site(word, word.equals("ttl") ? 100 + i + "" : word + i)), word + i))
                        .isNull();
            }
        }
    }

    @Test
    void theOptionsOfAPolicyShow() {
        assertThat(apps(withPolicy(Map.of("prefix4", "16")))).isNotEqualTo(apps(withPolicy(Map.of())));
        assertThat(apps(withPolicy(Map.of("prefix4", "24")))).isEqualTo(apps(withPolicy(Map.of())));
    }

    @Test
    void theKeysOfTheZoneShow() {
        Zone zone = Objects.requireNonNull(site("", "").zones().get(APPS));
        List<Zone> changed = List.of(
                new Zone(zone.name(), OTHER, zone.nameservers(), zone.ttl(), zone.negativeTtl(), zone.records()),
                new Zone(
                        zone.name(),
                        zone.hostmaster(),
                        zone.nameservers(),
                        Duration.ZERO,
                        zone.negativeTtl(),
                        zone.records()),
                new Zone(zone.name(), zone.hostmaster(), zone.nameservers(), zone.ttl(), Duration.ZERO, zone.records()),
                new Zone(
                        zone.name(),
                        zone.hostmaster(),
                        Map.of(OTHER, List.of()),
                        zone.ttl(),
                        zone.negativeTtl(),
                        zone.records()));
        for (Zone other : changed) {
            Catalog catalog = site("", "");
            catalog.zones().put(APPS, other);
            assertThat(apps(catalog)).isNotEqualTo(apps(site("", "")));
        }
    }

    @Test
    void aChangeThatIsTakenBackGivesTheSerialOfBefore() {
        Catalog first = site("", "");
        Catalog second = site("ttl", "31");
        SnapshotCompiler compiler = new SnapshotCompiler(target -> TargetStatus.NEVER_JUDGED, TestServer.NAME_HASH);
        compiler.catalog(CatalogChange.between(null, first));
        CatalogChange change = CatalogChange.between(first, second);
        assertThat(change.isBaseChanged()).isFalse();
        compiler.catalog(change);
        assertThat(compiler.serials()).isEqualTo(serials(second)).isNotEqualTo(serials(first));
        compiler.catalog(CatalogChange.between(second, first));
        assertThat(compiler.serials()).isEqualTo(serials(first));
    }

    @Test
    void aPoolShowsInTheZonesThatUseItAndInNoOther() {
        Map<DomainName, Integer> before = serials(site("", ""));
        Map<DomainName, Integer> after = serials(site("pool members", "west=2"));
        assertThat(after.get(APPS)).isNotEqualTo(before.get(APPS));
        assertThat(after.get(OTHER)).isNotEqualTo(before.get(OTHER));
        assertThat(after.get(PARENT)).isEqualTo(before.get(PARENT));
    }

    @Test
    void clusterSpecificNamesShow() {
        UnaryOperator<TestCatalog> none = catalog -> catalog.clusterNames("none");
        UnaryOperator<TestCatalog> other = catalog -> catalog.clusterNames("{label}-{cluster}");
        UnaryOperator<TestCatalog> cluster = catalog -> catalog.cluster("one", "east", "east");
        List<UnaryOperator<TestCatalog>> sites = List.of(
                UnaryOperator.identity(),
                none,
                other,
                cluster,
                catalog -> catalog.cluster("one", "west", "east"),
                catalog -> catalog.cluster("one", "east", "west"),
                catalog -> catalog.cluster("one", "east", "west", "east"),
                catalog -> catalog.cluster("two", "east", "east"));
        assertThat(sites.stream().map(SerialsTest::withClusters)).doesNotHaveDuplicates();
        assertThat(withClusters(catalog -> cluster.apply(none.apply(catalog)))).isEqualTo(withClusters(none));
        assertThat(withClusters(catalog -> catalog.clusterNames("{label}--{cluster}")))
                .isEqualTo(withClusters(UnaryOperator.identity()));
    }

    private static int withClusters(UnaryOperator<TestCatalog> site) {
        return apps(site.apply(new TestCatalog()
                        .zone("apps.example.com", "")
                        .vip("east", "east", "192.0.2.10")
                        .vip("west", "west", "192.0.2.20")
                        .wideIp("shop.apps.example.com", "failover", "east", "west"))
                .build());
    }

    @Test
    void aZoneBelowShows() {
        Catalog catalog = site("zones", "example.com,other.example.com,x.example.com");
        assertThat(serials(catalog).get(PARENT))
                .isNotEqualTo(serials(site("", "")).get(PARENT));
        assertThat(apps(catalog)).isEqualTo(apps(site("", "")));
    }

    @Test
    void aNameServerThatAZoneBelowAnswersForShows() {
        Catalog one = nameserver("192.0.2.54");
        Catalog other = nameserver("192.0.2.55");
        assertThat(apps(one)).isNotEqualTo(apps(other));
    }

    private static Catalog nameserver(String glue) {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .zone("example.com", "")
                .nameserver("ns.apps.example.com", glue)
                .build();
    }

    private static Map<DomainName, Integer> serials(Catalog catalog) {
        Serials serials = new Serials(
                catalog, Topology.of(catalog.topology(), catalog.datacenters().values()));
        serials.change(CatalogChange.between(null, catalog).wideIps());
        return catalog.zones().keySet().stream().collect(Collectors.toMap(zone -> zone, serials::of));
    }

    private static int apps(Catalog catalog) {
        return serials(catalog).getOrDefault(APPS, 0);
    }

    private static Catalog withPolicy(Map<String, String> options) {
        Catalog catalog = site("", "");
        PolicyOptions hash = new PolicyTypes().read("hash", new MapSection(options));
        WideIps.Edit edit = catalog.wideIps().edit();
        catalog.wideIps().forEach(wideIp -> {
            WideIpSettings it = wideIp.settings();
            edit.put(
                    wideIp.name(),
                    new WideIpSettings(
                            it.zone(),
                            hash,
                            it.choices(),
                            it.healthCheck(),
                            it.ttl(),
                            it.maxAnswers(),
                            it.whenAllDown()));
        });
        return new Catalog(
                catalog.server(),
                catalog.zones(),
                catalog.datacenters(),
                catalog.healthChecks(),
                catalog.vips(),
                catalog.pools(),
                catalog.topology(),
                catalog.clusters(),
                catalog.routes(),
                catalog.drains(),
                edit.apply());
    }

    private static Catalog site(String word, String value) {
        UnaryOperator<String> site = any -> any.equals(word) ? value : Objects.requireNonNull(SITE.get(any));
        TestCatalog catalog = new TestCatalog();
        for (String zone : site.apply("zones").split(",", -1)) {
            catalog.zone(zone, "");
        }
        String vip = site.apply("vip");
        catalog.zone(APPS.text(), site.apply("records").replace('~', '\n'))
                .vip(vip, site.apply("datacenter"), site.apply("east").split(","))
                .vip("west", "west", "198.51.100.10")
                .vip("cloud", "cloud", site.apply("cloud"));
        if (!site.apply("datacenter").equals("east")) {
            catalog.vip("unused", "east", "192.0.2.99");
        }
        catalog.prefer(site.apply("subnet"), site.apply("prefer").split(","))
                .pool(site.apply("pool"), site.apply("pool policy"), members(site.apply("pool members"), vip))
                .pool("spare", "failover", "west")
                .wideIp(
                        site.apply("name") + ".apps.example.com",
                        site.apply("policy"),
                        members(site.apply("members"), vip))
                .ttl(Integer.parseInt(site.apply("ttl")))
                .maxAnswers(Integer.parseInt(site.apply("maxAnswers")));
        if (!site.apply("fallback").equals("nodata")) {
            catalog.fallback(members(site.apply("fallback"), vip));
        }
        String[] pools = site.apply("pools").replace("main", site.apply("pool")).split(",");
        return catalog.wideIpOverPools("cart.apps.example.com", "weighted", pools)
                .wideIpOverPools("cart.other.example.com", "weighted", pools)
                .build();
    }

    private static String[] members(String written, String vip) {
        return written.replace("east", vip).split(",");
    }
}
