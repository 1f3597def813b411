package io.wideip.routes.source;

import static io.wideip.routes.Routes.admitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Sources;
import io.wideip.config.catalog.Warning;
import io.wideip.config.section.Vocabulary;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Targets;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.policy.PolicyTypes;
import io.wideip.dns.zone.MasterFile;
import io.wideip.prober.probe.ProbeTypes;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.RouteKey;
import io.wideip.routes.RouteStore;
import io.wideip.routes.backend.Backends;
import io.wideip.routes.mapping.RouteOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouteSourceTest {
    private static final Vocabulary VOCABULARY = new Vocabulary(new PolicyTypes(), new ProbeTypes(), new MasterFile());
    private static final DomainName SHOP = new DomainName("shop.apps.example.com");

    @TempDir
    Path directory;

    private final List<CatalogChange> published = new ArrayList<>();
    private final List<RouteKey> mapped = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();
    private final List<RouteKey> failing = new ArrayList<>();
    private boolean broken;
    private long nanos;
    private final Sources sources = new Sources(change -> {
        if (broken) {
            throw new IllegalStateException("thrown by the test");
        }
        published.add(change);
    });
    private final RouteStore store = new RouteStore(Duration.ZERO, () -> 7, ClusterListener.NONE, () -> {});
    private final RouteSource source = new RouteSource(
            sources,
            store,
            new RouteMappings(VOCABULARY, Backends.none("a test has no pods")),
            new RouteSource.Listener() {
                @Override
                public void mapped(Map<RouteKey, RouteOutcome> outcomes) {
                    mapped.addAll(outcomes.keySet());
                }

                @Override
                public void warned(List<Warning> warnings) {
                    warnings.forEach(warning -> warned.add(warning.toString()));
                }

                @Override
                public void answered(String cluster, long since) {
                    answered.add(cluster + " " + since);
                }
            },
            failing::add,
            () -> nanos);

    @AfterEach
    void end() {
        source.close();
    }

    @Test
    void whatTheStoreHearsIsInTheCatalog() throws IOException {
        source.put(yaml("ltm-east"));
        store.put(admitted("east", "shop"));
        update();

        assertThat(vips()).containsExactly("ltm-east");
        assertThat(mapped).containsExactly(new RouteKey("east", "shop", "shop"));
        assertThat(answered).containsExactly("east 7");
        assertThat(source.owners()).containsExactly(Map.entry(SHOP, "shop"));

        store.remove(new RouteKey("east", "shop", "shop"));
        update();
        assertThat(last().wideIps().size()).isZero();
    }

    @Test
    void whatIsKnownBeforeTheFirstYamlComesWithIt() throws IOException {
        store.put(admitted("east", "shop"));
        source.put(yaml("ltm-east"));

        assertThat(published).hasSize(1);
        assertThat(vips()).containsExactly("ltm-east");
    }

    @Test
    void anotherNameOfTheVipTakesNoAnswerAway() throws IOException {
        store.put(admitted("east", "shop"));
        source.put(yaml("ltm-east"));
        source.put(yaml("ltm-other"));

        assertThat(published)
                .hasSize(2)
                .allSatisfy(
                        change -> assertThat(change.after().wideIps().get(SHOP)).isNotNull());
        assertThat(vips()).containsExactly("ltm-other");
    }

    @Test
    void aYamlThatCanNotBePutToUseChangesNothing() throws IOException {
        store.put(admitted("east", "shop"));
        source.put(yaml("ltm-east"));
        broken = true;
        assertThatThrownBy(() -> source.put(yaml("ltm-other"))).hasMessage("thrown by the test");
        broken = false;

        store.put(admitted("east", "pay"));
        update();
        assertThat(vips()).containsExactly("ltm-east");
        assertThat(last().wideIps().size()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBePutToUseIsTriedAgain() throws IOException {
        source.put(yaml("ltm-east"));
        broken = true;
        store.put(admitted("east", "shop"));
        update();
        assertThat(last().wideIps().size()).isZero();

        broken = false;
        update();
        assertThat(vips()).containsExactly("ltm-east");
    }

    @Test
    void aNameThatTakesTheRoomOfAClusterSpecificOneIsWarnedOf() throws IOException {
        source.put(yaml("ltm-east"));
        store.put(admitted("east", "shop"));
        update();
        assertThat(warned).isEmpty();

        store.put(admitted("east", "shop--east"));
        update();
        assertThat(warned)
                .containsExactly(
                        "cluster east, Route shop/shop--east: 'shop--east.apps.example.com' leaves no room for the"
                                + " name of 'shop.apps.example.com' in 'east': give it another name, or the zone other"
                                + " 'clusterNames' (cluster-name-taken)");
    }

    /** A test's cluster has no pods to derive a check from, so it asks the Route's path. */
    @Test
    void aTargetThatGoesDownIsToldByTheRoutesThatItChecks() throws IOException {
        store.put(admitted("east", "shop"));
        source.put(yaml("ltm-east"));
        Target target = Targets.of(last()).iterator().next();

        source.failed(new Target("127.0.0.9", target.check(), target.host()));
        source.failed(new Target(target.address(), target.check(), "other.apps.example.com"));
        source.failed(new Target(target.address(), target.check(), "2001:db8::1"));
        source.failed(target);
        update();
        assertThat(failing).containsExactly(new RouteKey("east", "shop", "shop"));
        update();
        assertThat(failing).hasSize(1);
    }

    @Test
    void whoHadANameBeforeARestartHasItForAWhile() throws IOException {
        source.remember(Map.of(SHOP, "another"));
        source.put(yaml("ltm-east"));
        assertThat(source.owners()).containsExactly(Map.entry(SHOP, "another"));

        nanos = UnclaimedNames.LONGEST.toNanos() - 1;
        source.put(yaml("ltm-east"));
        update();
        assertThat(source.owners()).containsExactly(Map.entry(SHOP, "another"));
        nanos++;
        update();
        assertThat(source.owners()).isEmpty();
    }

    @Test
    void whoClaimsAnUnclaimedNameInTimeHasItOnAndOn() throws IOException {
        source.remember(Map.of(SHOP, "shop"));
        source.put(yaml("ltm-east"));
        store.put(admitted("east", "shop"));
        update();
        nanos = UnclaimedNames.LONGEST.toNanos();
        update();
        assertThat(source.owners()).containsExactly(Map.entry(SHOP, "shop"));
    }

    private void update() {
        source.updated().toCompletableFuture().join();
    }

    private Catalog last() {
        return published.get(published.size() - 1).after();
    }

    private List<String> vips() {
        WideIpSettings settings = last().wideIps().get(SHOP);
        return settings == null
                ? List.of()
                : Targets.members(settings.choices()).stream()
                        .map(member -> member.vip().name())
                        .toList();
    }

    private Merged yaml(String vip) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}}
                vips: {%1$s: {datacenter: east, addresses: 127.0.0.2}}
                clusters: {east: {datacenter: east, vip: %1$s, server: "https://api.east.example.com:6443"}}
                routes: {allow: [{zone: apps.example.com}]}
                """.formatted(vip));
        return ((Loaded.Good) new Loader(VOCABULARY).load(directory)).merged();
    }
}
