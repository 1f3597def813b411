package io.wideip.routes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.standing.Target;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.RouteProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RouteMappingTest {
    private static final DomainName SHOP = new DomainName("shop.apps.example.com");

    private RouteMapping mapping = MappingYaml.mapping(Map.of());

    @Test
    void whoHasANameKeepsItWhileItsClaimStands() {
        put("east-1 other/web .created=5 hostname=shop.apps.example.com .host=x.example.net");
        MappingChange older = put("east-1 shop/web .created=1");
        assertThat(MappedText.of(older.part().wideIps())).containsExactly("shop.apps.example.com: ltm-east");
        assertThat(problems(older)).hasSize(1).first().asString().startsWith("east-1 shop/web: NameTaken: ");
        assertThat(mapping.owners()).containsExactly(Map.entry(SHOP, "other"));

        MappingChange without = remove("east-1 other/web");
        assertThat(without.outcomes().keySet())
                .extracting(RouteKey::namespace)
                .containsExactlyInAnyOrder("other", "shop");
        assertThat(problems(without)).isEmpty();
        assertThat(mapping.owners()).containsExactly(Map.entry(SHOP, "shop"));
    }

    @Test
    void aWithdrawnAnnotationEndsTheClaim() {
        put("east-1 other/web .created=1");
        put("east-1 shop/web .created=2");
        put("east-1 other/web .created=1 enabled=false");
        assertThat(mapping.owners()).containsExactly(Map.entry(SHOP, "shop"));
        put("east-1 shop/web .created=2 enabled=false");
        assertThat(mapping.owners()).isEmpty();
    }

    @Test
    void whoHadTheNameBeforeARestartHasItAfter() {
        mapping = MappingYaml.mapping(Map.of(SHOP, "shop"));
        MappingChange both = put("east-1 other/web .created=1", "east-1 shop/web .created=2");
        assertThat(problems(both)).hasSize(1).first().asString().startsWith("east-1 other/web: NameTaken: ");
    }

    @Test
    void tellsWhichRoutesATargetChecks() {
        put(
                "east-1 shop/web",
                "west-1 shop/web",
                "east-2 shop/web .status=cdn:shop.apps.example.com:True",
                "east-1 team-a/all .host=www.x.team-a.apps.example.com .wildcard");

        assertThat(checkedBy("192.0.2.10", "shop.apps.example.com")).containsExactly("east-1 shop/web");
        assertThat(checkedBy("192.0.2.20", "shop.apps.example.com")).containsExactly("west-1 shop/web");
        assertThat(checkedBy("shop.cdn.example.net", "shop.apps.example.com")).containsExactly("east-2 shop/web");
        assertThat(checkedBy("192.0.2.99", "shop.apps.example.com")).isEmpty();
        assertThat(checkedBy("192.0.2.10", "www.x.team-a.apps.example.com")).containsExactly("east-1 team-a/all");
        assertThat(checkedBy("192.0.2.10", "team-a.apps.example.com")).isEmpty();
        assertThat(checkedBy("192.0.2.10", "2001:db8::1")).isEmpty();
    }

    private List<String> checkedBy(String address, String host) {
        HealthCheck check =
                Objects.requireNonNull(MappingYaml.YAML.catalog().healthChecks().get("app"));
        return mapping.checkedBy(new Target(address, check, host)).stream()
                .map(key -> key.cluster() + " " + key.namespace() + "/" + key.name())
                .toList();
    }

    @Test
    void unclaimedNamesAreThoseWhichNoRouteMayClaim() {
        DomainName gone = new DomainName("gone.apps.example.com");
        mapping = MappingYaml.mapping(Map.of(SHOP, "shop", gone, "shop"));
        put("east-1 shop/web");
        assertThat(mapping.unclaimed()).containsExactly(gone);
        mapping.release(List.of(SHOP, gone));
        assertThat(mapping.owners()).containsExactly(Map.entry(SHOP, "shop"));
    }

    @Test
    void ownersAreToldOfTheCatalogsOrigins() {
        MappingChange change = put(
                "east-1 shop/web .created=2 weight=20 ttl=60s health-check-path=/a",
                "west-1 shop/web .created=1 ttl=30s vip=ltm-west-public");
        Defined<WideIpDefinition> wideIp = wideIp(change, SHOP);
        assertThat(wideIp.origin()).hasToString("cluster west-1, Route shop/web");
        assertThat(wideIp.origin("ttl")).hasToString("cluster west-1, Route shop/web, annotation wideip.io/ttl");
        assertThat(wideIp.origin("policy")).isNull();
        assertThat(wideIp.origin("members")).hasToString("cluster west-1, Route shop/web");
        assertThat(wideIp.origin("members.ltm-east.weight"))
                .hasToString("cluster east-1, Route shop/web, annotation wideip.io/weight");
        assertThat(wideIp.origin("members.ltm-west-public.vip"))
                .hasToString("cluster west-1, Route shop/web, annotation wideip.io/vip");
        assertThat(wideIp.origin("members.ltm-east.healthCheck.path"))
                .hasToString("cluster east-1, Route shop/web, annotation wideip.io/health-check-path");
        assertThat(change.part().precedence()).isEqualTo(1);
    }

    @Test
    void anOutcomeTellsOfTheWholeWideIp() {
        put("east-1 shop/web weight=20");
        MappingChange change = put("west-1 shop/web state=drain");
        RouteOutcome outcome = Objects.requireNonNull(change.outcomes().get(new RouteKey("east-1", "shop", "web")));
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.served()).hasSize(1);
        assertThat(outcome.served().get(0).name()).isEqualTo(SHOP);
        assertThat(outcome.served().get(0).members())
                .extracting(ServedName.Member::vip, ServedName.Member::weight, ServedName.Member::drained)
                .containsExactly(tuple("ltm-east", 20, false), tuple("ltm-west", 100, true));
        assertThat(outcome.served().get(0).members().get(0).check()).contains("a test has no pods");
        assertThat(remove("east-1 shop/web").outcomes().get(new RouteKey("east-1", "shop", "web")))
                .isEqualTo(RouteOutcome.NONE);
    }

    @Test
    void aRouteThatNoRouterOfTheClusterAdmitsWaits() {
        RouteKey key = new RouteKey("east-1", "shop", "web");
        for (String status : List.of("", "default:shop.apps.example.com:False")) {
            RouteOutcome outcome = Objects.requireNonNull(
                    put("east-1 shop/web .status=" + status).outcomes().get(key));
            assertThat(outcome.waits()).as(status).isTrue();
            assertThat(outcome.serves()).contains("no router that counts");
        }
        assertThat(Objects.requireNonNull(put("east-1 shop/web").outcomes().get(key))
                        .waits())
                .isFalse();
        assertThat(remove("east-1 shop/web").outcomes()).containsEntry(key, RouteOutcome.NONE);
    }

    @Test
    void aChangeOfOneRouteLeavesAllElseAsItIs() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.add("east-1 shop/web" + i + " hostname=shop" + i + ".apps.example.com");
        }
        MappingChange before = put(many.toArray(String[]::new));
        MappingChange after = put("east-1 shop/web7 hostname=shop7.apps.example.com weight=7");
        assertThat(after.outcomes()).containsOnlyKeys(new RouteKey("east-1", "shop", "web7"));
        List<DomainName> changed = new ArrayList<>();
        before.part()
                .wideIps()
                .differences(after.part().wideIps(), (name, was, is) -> changed.add(DomainName.ofWire(name)));
        assertThat(changed).containsExactly(new DomainName("shop7.apps.example.com"));
        // What is not mapped again is the same object, with its origins.
        assertThat(wideIp(after, shop(8))).isSameAs(wideIp(before, shop(8)));
        assertThat(wideIp(after, shop(8)).definition())
                .as("equal definitions are one object, so that they are merged once")
                .isSameAs(wideIp(after, shop(9)).definition());
    }

    private static DomainName shop(int i) {
        return new DomainName("shop" + i + ".apps.example.com");
    }

    private static Defined<WideIpDefinition> wideIp(MappingChange change, DomainName name) {
        return Objects.requireNonNull(change.part().wideIps().get(name.wire()));
    }

    private MappingChange put(String... lines) {
        Map<RouteKey, Optional<KnownRoute>> changes = new LinkedHashMap<>();
        for (String line : lines) {
            KnownRoute known = RouteLine.read(line);
            changes.put(known.route().key(), Optional.of(known));
        }
        return mapping.change(changes);
    }

    private MappingChange remove(String line) {
        return mapping.change(new HashMap<>(Map.of(RouteLine.read(line).route().key(), Optional.empty())));
    }

    private static List<String> problems(MappingChange change) {
        List<RouteProblem> problems = new ArrayList<>();
        change.outcomes().values().forEach(outcome -> problems.addAll(outcome.problems()));
        return problems.stream().map(MappedText::of).toList();
    }
}
