package io.wideip.routes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.catalog.Merge;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.Annotations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Routes as no team would write them. */
final class RandomRoutesTest {
    private static final long SEED = 20_261_128;
    private static final List<String> HOSTS = List.of(
            "shop.apps.example.com",
            "shop1.apps.example.com",
            "SHOP.apps.example.com.",
            "a.team-a.apps.example.com",
            "yaml.apps.example.com",
            "status.apps.example.com",
            "x.example.net",
            "",
            ".",
            "*",
            "a..b");
    private static final List<String> VALUES = List.of(
            "true",
            "false",
            "0",
            "1",
            "100",
            "1000000",
            "-1",
            "30s",
            "45",
            "2h",
            "drain",
            "active",
            "failover",
            "geo",
            "hash",
            "weighted",
            "ltm-east",
            "ltm-west",
            "ltm-west-public",
            "default",
            "public",
            "app",
            "nodata",
            "/ready",
            "https",
            "200-299",
            "shop.apps.example.com",
            "shop2.apps.example.com",
            "*.team-a.apps.example.com",
            "{\"httpGet\": {\"path\": \"/live\", \"port\": 8080}}");
    private static final Map<String, List<String>> LIKELY = Map.of(
            "hostname", List.of("shop.apps.example.com", "shop2.apps.example.com", "*.team-a.apps.example.com"),
            "health-check", List.of("app", "{\"httpGet\": {\"path\": \"/live\", \"port\": 8080}}"));
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\r\nHost: evil",
            "\u0000",
            "null",
            "undefined",
            "NaN",
            "{}",
            "[]",
            "{\"httpGet\": null}",
            "{".repeat(2_000),
            "\"",
            "'",
            "\\",
            "%s%n",
            "${jndi:ldap://x}",
            "\u202Etxet",
            "\uD83D\uDE00",
            "\uD800",
            "İ",
            "\u212A",
            "9".repeat(400),
            "-0",
            "0x10",
            "1e9",
            "é".repeat(600),
            "x".repeat(1_000_000),
            "a.".repeat(300),
            "*.*.apps.example.com",
            "2147483648",
            "9223372036854775808",
            "PT1S",
            "1h30m",
            "\t30s",
            "../../etc/passwd",
            "http://192.0.2.1/",
            "192.0.2.1:80",
            "apps.example.com",
            "ns1.apps.example.com",
            "\u001b[31m");

    private final Random random = new Random(SEED);

    @Test
    void anyOrderOfEventsEndsAsAFreshListDoes() {
        for (int round = 0; round < 150; round++) {
            RouteMapping followed = MappingYaml.mapping(Map.of());
            Map<RouteKey, KnownRoute> routes = new HashMap<>();
            MappingChange last = followed.change(Map.of());
            Map<RouteKey, RouteOutcome> outcomes = new HashMap<>();
            for (int event = 0; event < 40; event++) {
                last = followed.change(events(routes, 1 + random.nextInt(4)));
                outcomes.putAll(last.outcomes());
            }
            MappingChange fresh = MappingYaml.mapping(followed.owners()).change(shuffled(routes));
            assertThat(MappedText.of(last.part().wideIps()))
                    .as("round %d", round)
                    .isEqualTo(MappedText.of(fresh.part().wideIps()));
            outcomes.values().removeIf(RouteOutcome.NONE::equals);
            fresh.outcomes().values().removeIf(RouteOutcome.NONE::equals);
            assertThat(outcomes).as("round %d", round).isEqualTo(fresh.outcomes());
        }
    }

    @Test
    void whoHasNoNameYetGetsTheSameOneInAnyOrderOfOneList() {
        for (int round = 0; round < 100; round++) {
            Map<RouteKey, KnownRoute> routes = new HashMap<>();
            events(routes, 30);
            RouteMapping one = MappingYaml.mapping(Map.of());
            RouteMapping other = MappingYaml.mapping(Map.of());
            MappingChange first = one.change(shuffled(routes));
            MappingChange second = other.change(shuffled(routes));
            assertThat(one.owners()).isEqualTo(other.owners());
            assertThat(first.outcomes()).isEqualTo(second.outcomes());
            assertThat(MappedText.of(first.part().wideIps()))
                    .isEqualTo(MappedText.of(second.part().wideIps()));
        }
    }

    @Test
    void whatIsToldIsVisibleAndShort() {
        for (int round = 0; round < 100; round++) {
            MappingChange change = MappingYaml.mapping(Map.of()).change(events(new HashMap<>(), 20));
            change.outcomes().values().forEach(outcome -> {
                assertThat(outcome.problems()).hasSizeLessThan(100);
                outcome.problems()
                        .forEach(problem ->
                                assertThat(problem.what()).matches("[ -~…]+").hasSizeLessThan(1_000));
            });
            change.part()
                    .wideIps()
                    .forEach((name, wideIp) ->
                            assertThat(wideIp.definition().toString()).matches("[ -~]+"));
        }
    }

    /** What a merge refuses would take the whole wide IP away, for one Route's value. */
    @Test
    void theMergeRefusesNothingOfIt() {
        for (int round = 0; round < 150; round++) {
            MappingChange change = MappingYaml.mapping(Map.of()).change(events(new HashMap<>(), 30));
            assertThat(Merge.of(List.of(MappingYaml.YAML.parts().get(0), change.part()))
                            .refusals())
                    .isEmpty();
        }
    }

    private Map<RouteKey, Optional<KnownRoute>> events(Map<RouteKey, KnownRoute> routes, int count) {
        Map<RouteKey, Optional<KnownRoute>> changes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            RouteKey key = new RouteKey(
                    any(List.of("east-1", "west-1", "east-2", "none")),
                    any(List.of("shop", "other", "team-a", "team-*")),
                    any(List.of("web", "api")));
            KnownRoute now = random.nextInt(5) == 0 ? null : KnownRoute.of(routes.get(key), route(key));
            if (now == null) {
                routes.remove(key);
            } else {
                routes.put(key, now);
            }
            changes.put(key, Optional.ofNullable(now));
        }
        return changes;
    }

    private Map<RouteKey, Optional<KnownRoute>> shuffled(Map<RouteKey, KnownRoute> routes) {
        List<KnownRoute> list = new ArrayList<>(routes.values());
        Collections.shuffle(list, random);
        Map<RouteKey, Optional<KnownRoute>> changes = new LinkedHashMap<>();
        list.forEach(known -> changes.put(known.route().key(), Optional.of(known)));
        return changes;
    }

    private Route route(RouteKey key) {
        Map<String, String> annotations = new TreeMap<>(Map.of("wideip.io/enabled", value(9)));
        if (random.nextInt(4) > 0) {
            annotations.put("wideip.io/enabled", "true");
        }
        for (String name : Annotations.NAMES) {
            if (random.nextInt(4) == 0 && !name.equals("enabled")) {
                List<String> likely = LIKELY.getOrDefault(name, VALUES);
                annotations.put("wideip.io/" + name, random.nextInt(10) > 0 ? any(likely) : any(HOSTILE));
            }
        }
        if (random.nextInt(4) == 0) {
            annotations.put("wideip.io/" + value(1), value(2));
        }
        String host = random.nextInt(4) == 0 ? value(2) : any(HOSTS);
        List<Ingress> ingress = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            ingress.add(new Ingress(
                    any(List.of("default", "public", "cdn", value(1))),
                    random.nextInt(4) > 0 ? host : any(HOSTS),
                    random.nextInt(6) == 0 ? null : Boolean.valueOf(random.nextInt(3) > 0)));
        }
        return new Route(
                key,
                "uid" + random.nextInt(2),
                Instant.ofEpochSecond(random.nextInt(3)),
                random.nextInt(10) == 0,
                annotations,
                host,
                "",
                random.nextInt(3) == 0 ? value(1) : "",
                random.nextInt(6) == 0,
                any(List.of(Termination.values())),
                random.nextBoolean() ? null : value(1),
                random.nextBoolean() ? List.of() : List.of(new Backend(value(1), random.nextInt(3) - 1)),
                ingress);
    }

    /** @param usual how many of ten are what a team could write */
    private String value(int usual) {
        return random.nextInt(10) < usual * 3 ? any(VALUES) : any(HOSTILE);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
