package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.AdminOptions;
import io.wideip.config.Catalog;
import io.wideip.config.Datacenter;
import io.wideip.config.DnsOptions;
import io.wideip.config.DomainName;
import io.wideip.config.EngineOptions;
import io.wideip.config.GeoOptions;
import io.wideip.config.HealthCheck;
import io.wideip.config.Listener;
import io.wideip.config.MetricsOptions;
import io.wideip.config.Pool;
import io.wideip.config.Position;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.ReloadOptions;
import io.wideip.config.ServerOptions;
import io.wideip.config.StreamLimits;
import io.wideip.config.SuspicionOptions;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.Zone;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoaderTest {
    private static final String ZONE = """
            version: 1
            zones:
              example.com: {hostmaster: dns@example.com, nameservers: {ns1: 192.0.2.53, ns.example.net: []}}
              apps.example.com: {hostmaster: dns.example.com, nameservers: {ns1.apps.example.com: ["2001:db8::53"]}}
            datacenters: {NO: {}, "010": {latitude: -33.9, longitude: +18}}
            vips:
              a: {datacenter: NO, addresses: [192.0.2.10, "2001:db8::10"]}
              b: {datacenter: 010, hostname: LB.example.net.}
            """;

    @Test
    void whatIsNotWrittenHasItsDefault() throws Exception {
        Catalog catalog = good(ZONE + "wideIps: {shop.apps.example.com: {members: [a]}}");

        assertThat(catalog.server())
                .isEqualTo(new ServerOptions(
                        new DnsOptions(
                                List.of(
                                        Listener.ofDefault(socket("127.0.0.1", 5353)),
                                        Listener.ofDefault(socket("::1", 5353))),
                                0,
                                EngineOptions.DEFAULT,
                                null,
                                null,
                                null,
                                null,
                                RateLimitOptions.DEFAULT,
                                StreamLimits.DEFAULT),
                        new AdminOptions(socket("127.0.0.1", 8053), true, null, null, List.of()),
                        Duration.ofSeconds(10),
                        null,
                        ReloadOptions.DEFAULT,
                        MetricsOptions.DEFAULT,
                        SuspicionOptions.DEFAULT,
                        GeoOptions.NONE));
        WideIpSettings wideIp = wideIp(catalog, "shop.apps.example.com");
        assertThat(wideIp.policy().name()).isEqualTo("round-robin");
        assertThat(wideIp.ttl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(wideIp.maxAnswers()).isOne();
        assertThat(wideIp.whenAllDown()).isEqualTo(new WhenAllDown.All());
        assertThat(wideIp.healthCheck()).isNull();
        Zone zone = Objects.requireNonNull(catalog.zones().get(DomainName.parse("example.com")));
        assertThat(zone.ttl()).isEqualTo(Duration.ofHours(1));
        assertThat(zone.negativeTtl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(zone.hostmaster()).hasToString("dns.example.com");
        assertThat(zone.nameservers())
                .containsOnlyKeys(DomainName.parse("ns1.example.com"), DomainName.parse("ns.example.net"));
    }

    @Test
    void textStaysAsWritten() throws Exception {
        Catalog catalog = good(ZONE);

        assertThat(catalog.datacenters()).containsOnlyKeys("NO", "010");
        assertThat(catalog.datacenters().get("010")).isEqualTo(new Datacenter("010", new Position(-33.9, 18)));
        Vip a = Objects.requireNonNull(catalog.vips().get("a"));
        assertThat(a.addresses())
                .containsExactly(InetAddress.getByName("192.0.2.10"), InetAddress.getByName("2001:db8::10"));
        Vip b = Objects.requireNonNull(catalog.vips().get("b"));
        assertThat(b.addresses()).isEmpty();
        assertThat(b.hostname()).isEqualTo(new DomainName("lb.example.net"));
    }

    @Test
    void theDefaultsSectionHoldsWhereAnEntrySaysNothing() {
        Catalog catalog = good(ZONE + """
                defaults:
                  policy: hash
                  ttl: 5s
                  maxAnswers: 3
                  whenAllDown: {fallback: a}
                  healthCheck: {interval: 20s, timeout: 5s, fall: 5, rise: 2, reset: 4, fastInterval: 2s}
                healthChecks:
                  slow: {type: tcp}
                  quick: {type: tcp, interval: 1s, fall: 1}
                pools: {p: {members: [a], prefix4: 20}}
                wideIps:
                  shop.example.com: {pools: [p]}
                  pay.example.com: {members: [a], policy: failover, ttl: 1m, maxAnswers: 1, whenAllDown: nodata}
                """);

        WideIpSettings shop = wideIp(catalog, "shop.example.com");
        assertThat(shop.policy()).isEqualTo(new TestVocabulary.Policy("hash", 24, 56));
        assertThat(shop.ttl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(shop.maxAnswers()).isEqualTo(3);
        assertThat(shop.whenAllDown())
                .isEqualTo(new WhenAllDown.Fallback(
                        List.of(Objects.requireNonNull(catalog.vips().get("a")))));
        WideIpSettings pay = wideIp(catalog, "pay.example.com");
        assertThat(pay.policy().name()).isEqualTo("failover");
        assertThat(pay.ttl()).isEqualTo(Duration.ofMinutes(1));
        assertThat(pay.whenAllDown()).isEqualTo(new WhenAllDown.NoData());
        Pool pool = Objects.requireNonNull(catalog.pools().get("p"));
        assertThat(pool.policy()).isEqualTo(new TestVocabulary.Policy("hash", 20, 56));
        HealthCheck slow = Objects.requireNonNull(catalog.healthChecks().get("slow"));
        assertThat(slow)
                .isEqualTo(new HealthCheck(
                        "slow",
                        slow.probe(),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        5,
                        2,
                        4,
                        Duration.ofSeconds(2)));
        HealthCheck quick = Objects.requireNonNull(catalog.healthChecks().get("quick"));
        assertThat(quick.timeout()).as("no longer than the interval").isEqualTo(Duration.ofSeconds(1));
        assertThat(quick.fall()).isOne();
        assertThat(quick.fastInterval()).as("no longer than the interval").isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void sectionsMergeOverFilesInTheirOrder() {
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY)
                .load(List.of(
                        new Source("a.yaml", ZONE + "topology: [{subnets: 10.1.0.0/16, prefer: NO}]\n"),
                        new Source("b.yaml", """
                                version: 1
                                datacenters: {west: {}}
                                vips: {c: {datacenter: west, addresses: 192.0.2.11}}
                                topology: [{subnets: [10.1.2.3, "2001:db8::/32"], latitude: 1.5, longitude: 2}]
                                server: {startGrace: 0s, state: kept, suspicion: off}
                                """)));

        assertThat(loaded).isInstanceOfSatisfying(Loaded.Good.class, good -> {
            assertThat(good.catalog().datacenters().keySet()).containsExactly("NO", "010", "west");
            assertThat(good.catalog().vips().keySet()).containsExactly("a", "b", "c");
            assertThat(good.catalog().topology()).hasSize(2);
            assertThat(good.catalog().topology().get(1).subnets())
                    .extracting(Object::toString)
                    .containsExactly("10.1.2.3/32", "2001:db8::/32");
            assertThat(good.catalog().server().startGrace()).isZero();
            assertThat(good.catalog().server().state()).isEqualTo(Path.of("kept"));
            assertThat(good.catalog().server().suspicion()).isNull();
        });
    }

    @Test
    void aWideIpLiesInTheLongestZoneThatHoldsIt() {
        Catalog catalog = good(ZONE + """
                wideIps:
                  x.apps.example.com: {members: [{vip: a, weight: 0}]}
                  xapps.example.com: {members: [a, {vip: b, weight: 7}]}
                  apps.example.com: {members: [a]}
                  "*.apps.example.com": {members: [a]}
                """);

        assertThat(wideIp(catalog, "x.apps.example.com").zone()).hasToString("apps.example.com");
        assertThat(wideIp(catalog, "xapps.example.com").zone()).hasToString("example.com");
        assertThat(wideIp(catalog, "apps.example.com").zone()).hasToString("apps.example.com");
        assertThat(wideIp(catalog, "*.apps.example.com").zone()).hasToString("apps.example.com");
        assertThat(((WideIp.Members) wideIp(catalog, "xapps.example.com").choices()).members())
                .extracting(member -> member.vip().name() + "=" + member.weight())
                .containsExactly("a=1", "b=7");
    }

    @Test
    void aZoneHasAHundredNameServersAtMost() {
        String crowd = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "ns" + i + ".example.org: []")
                .collect(Collectors.joining(", "));

        Loaded loaded = load("version: 1\nzones:\n  example.com:\n    hostmaster: h@example.com\n    nameservers: {"
                + crowd + "}\n");

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems())
                                .singleElement()
                                .hasToString("a.yaml:5:18: 101 name servers in the zone 'example.com': at most 100"));
    }

    @Test
    void onlyTheFirstHundredProblemsAreShown() {
        StringBuilder yaml = new StringBuilder("version: 1\npools:\n");
        for (int i = 0; i < 5_000; i++) {
            yaml.append("  p").append(i).append(": {members: [nowhere]}\n");
        }

        Loaded loaded = load(yaml.toString());

        assertThat(loaded).isInstanceOfSatisfying(Loaded.Bad.class, bad -> {
            assertThat(bad.problems()).hasSize(101);
            assertThat(bad.problems().get(99)).hasToString("a.yaml:102:19: unknown VIP 'nowhere': there is none");
            assertThat(bad.problems().get(100)).hasToString("a.yaml:103:20: and 4900 more problems from here on");
        });
    }

    @Test
    void fiftyThousandWideIpsLoad() {
        StringBuilder yaml = new StringBuilder(ZONE + "wideIps:\n");
        for (int i = 0; i < 50_000; i++) {
            yaml.append("  app")
                    .append(i)
                    .append(".apps.example.com: {policy: weighted, members: [{vip: a, weight: 2}]}\n");
        }
        long start = System.nanoTime();

        Catalog catalog = good(yaml.toString());

        assertThat(catalog.wideIps().size()).isEqualTo(50_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void twentyThousandProblemsAreFoundInGoodTime() {
        StringBuilder yaml = new StringBuilder("version: 1\nvips:\n");
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            yaml.append("  ltm-").append(i).append(": {datacenter: d, addresses: 192.0.2.1}\n");
            members.add("lmt-" + i);
        }
        yaml.append("pools: {p: {members: [").append(String.join(", ", members)).append("]}}\n");
        yaml.append("datacenters: {d: {}}\n");
        long start = System.nanoTime();

        Loaded loaded = load(yaml.toString());

        assertThat(loaded).isInstanceOf(Loaded.Bad.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aProblemOfEachOfManyRecordsIsFoundInGoodTime() {
        String records = "      a record that is none\n".repeat(300_000);
        long start = System.nanoTime();

        Loaded loaded = load("version: 1\nzones:\n  example.com:\n    records: |\n" + records);

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems())
                                .hasSize(Problems.SHOWN + 1)
                                .extracting(Problem::place)
                                .contains(new Place("a.yaml", 5, 7), new Place("a.yaml", 100, 7)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static Loaded load(String yaml) {
        return new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", yaml)));
    }

    private static Catalog good(String yaml) {
        Loaded loaded = load(yaml);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).catalog();
    }

    private static WideIpSettings wideIp(Catalog catalog, String name) {
        return Objects.requireNonNull(catalog.wideIps().get(DomainName.parse(name)));
    }

    private static InetSocketAddress socket(String address, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }
}
