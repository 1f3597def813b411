package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.yaml.TestVocabulary;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CatalogChangeTest {
    private static final DomainName ZONE = new DomainName("example.com");
    private static final DomainName SHOP = new DomainName("shop.example.com");
    private static final Datacenter EAST = new Datacenter("east");
    private static final ServerOptions SERVER = new ServerOptions(
            DnsOptions.of(List.of()),
            new AdminOptions(new InetSocketAddress(0), true, null, null, List.of()),
            Duration.ZERO,
            null,
            ReloadOptions.DEFAULT,
            MetricsOptions.DEFAULT,
            null,
            GeoOptions.NONE);
    private static final WideIpSettings SETTINGS = new WideIpSettings(
            ZONE,
            () -> "failover",
            new WideIp.Members(List.of()),
            null,
            Duration.ofSeconds(30),
            1,
            new WhenAllDown.All());
    private static final Catalog BEFORE = catalog(Map.of(), Map.of(), List.of(), WideIps.NONE);

    @Test
    void theFirstCatalogIsAllChange() {
        WideIps wideIps = WideIps.NONE.edit().put(SHOP, SETTINGS).apply();
        Catalog first = catalog(Map.of(), Map.of(), List.of(), wideIps);
        CatalogChange change = CatalogChange.between(null, first);

        assertThat(change.isBaseChanged()).isTrue();
        assertThat(change.wideIps()).containsExactly(new CatalogChange.WideIpChange(SHOP, null, SETTINGS));
        assertThat(change.follows(null)).isTrue();
        assertThat(change.follows(first)).isFalse();
    }

    @Test
    void theBaseIsZonesDatacentersAndTopology() {
        Zone zone = new Zone(
                ZONE, ZONE, Map.of(), Duration.ofHours(1), Duration.ofSeconds(30), new TestVocabulary.Lines(List.of()));
        assertThat(isBaseChanged(catalog(Map.of(ZONE, zone), Map.of(), List.of(), WideIps.NONE)))
                .isTrue();
        assertThat(isBaseChanged(catalog(Map.of(), Map.of("east", EAST), List.of(), WideIps.NONE)))
                .isTrue();
        TopologyRule rule = new TopologyRule(List.of(), List.of(EAST), null);
        assertThat(isBaseChanged(catalog(Map.of(), Map.of(), List.of(rule), WideIps.NONE)))
                .isTrue();
        WideIps wideIps = WideIps.NONE.edit().put(SHOP, SETTINGS).apply();
        assertThat(isBaseChanged(catalog(Map.of(), Map.of(), List.of(), wideIps)))
                .isFalse();
    }

    /** What a cluster gives to names is in the answers; from where its Routes are read is not. */
    @Test
    void aClusterIsOfTheBaseAsFarAsNamesTellOfIt() {
        Vip vip = new Vip("v", EAST, List.of(), new DomainName("lb.example.net"), null);
        Cluster cluster = new Cluster("one", EAST, new ClusterAccess.InCluster(), vip, Map.of(), List.of(), null);
        Cluster elsewhere = new Cluster(
                "one", EAST, new ClusterAccess.Manifests(Path.of("routes")), vip, Map.of(), List.of(), "a=b");
        Cluster byRouter = new Cluster("one", EAST, cluster.access(), null, Map.of("default", vip), List.of(), null);
        Cluster renamed = new Cluster("two", EAST, cluster.access(), vip, Map.of(), List.of(), null);

        assertThat(isBaseChanged(with(cluster), with(elsewhere))).isFalse();
        assertThat(isBaseChanged(with(cluster), with(byRouter))).isFalse();
        assertThat(isBaseChanged(with(cluster), with(renamed))).isTrue();
        assertThat(isBaseChanged(with(), with(cluster))).isTrue();
        assertThat(isBaseChanged(with(cluster), with(cluster, renamed))).isTrue();
    }

    private static boolean isBaseChanged(Catalog before, Catalog after) {
        return CatalogChange.between(before, after).isBaseChanged();
    }

    private static Catalog with(Cluster... clusters) {
        Map<String, Cluster> byName = Stream.of(clusters).collect(Collectors.toMap(Cluster::name, it -> it));
        return new Catalog(
                SERVER,
                Map.of(),
                Map.of("east", EAST),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                byName,
                RouteOptions.STANDARD,
                Map.of(),
                WideIps.NONE);
    }

    /** Else a compiler would take a change for the next of a catalog that it does not have. */
    @Test
    void followsOneCatalogAndNoEqualOne() {
        CatalogChange change = CatalogChange.between(BEFORE, BEFORE);
        assertThat(change.follows(BEFORE)).isTrue();
        assertThat(change.follows(catalog(Map.of(), Map.of(), List.of(), WideIps.NONE)))
                .isFalse();
        assertThat(change.follows(null)).isFalse();
    }

    private static boolean isBaseChanged(Catalog after) {
        return CatalogChange.between(BEFORE, after).isBaseChanged();
    }

    private static Catalog catalog(
            Map<DomainName, Zone> zones,
            Map<String, Datacenter> datacenters,
            List<TopologyRule> topology,
            WideIps wideIps) {
        return new Catalog(
                SERVER,
                zones,
                datacenters,
                Map.of(),
                Map.of(),
                Map.of(),
                topology,
                Map.of(),
                RouteOptions.STANDARD,
                Map.of(),
                wideIps);
    }
}
