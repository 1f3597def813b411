package io.wideip.routes.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteReaderTest {
    private static final String WHOLE = """
            {"apiVersion": "route.openshift.io/v1", "kind": "Route", "metadata": {
              "name": "cart", "namespace": "shop", "uid": "u-1", "creationTimestamp": "2026-11-21T10:00:00Z",
              "deletionTimestamp": "2026-11-22T10:00:00Z", "resourceVersion": "17", "labels": {"a": "b"},
              "annotations": {"gslb.example.com/enabled": "true", "gslb.example.com.evil/x": "1", "team": "x",
                "haproxy.router.openshift.io/rewrite-target": "/", "gslb.example.com/weight": "5"},
              "managedFields": [{"manager": "kubectl", "fieldsV1": {"f:spec": {}}}]},
             "spec": {"host": "cart.example.com", "subdomain": "cart", "path": "/shop", "wildcardPolicy": "Subdomain",
              "tls": {"termination": "reencrypt", "key": "SECRET", "certificate": "C", "caCertificate": "CA"},
              "port": {"targetPort": 8443}, "to": {"kind": "Service", "name": "a", "weight": 10},
              "alternateBackends": [{"name": "b", "weight": 0}, {"name": "c"}]},
             "status": {"ingress": [
              {"host": "cart.example.com", "routerName": "default", "routerCanonicalHostname": "r", "conditions": [
                {"type": "Other", "status": "False"}, {"type": "Admitted", "status": "True", "reason": "x"}]},
              {"host": "cart.example.com", "routerName": "public", "conditions": [{"type": "Admitted", "status": "False"}]},
              {"host": "h", "routerName": "new"}]}}
            """;

    private final RouteReader reader = new RouteReader("gslb.example.com");

    /** A team may write 256 KB of annotations at each of its Routes. */
    @Test
    void keepsNoMoreThanIsOfUse() throws IOException {
        StringBuilder others = new StringBuilder();
        for (int i = 10; i < 60; i++) {
            others.append(", \"gslb.example.com/x")
                    .append(i)
                    .append("\": \"")
                    .append("y".repeat(5_000))
                    .append('"');
        }
        Route route = Objects.requireNonNull(
                read("""
                {"metadata": {"name": "a", "namespace": "b", "annotations": {"gslb.example.com/hostname": "LONG"OTHERS}},
                 "spec": {"path": "/LONG"}}
                """.replace("LONG", "x".repeat(200_000)).replace("OTHERS", others)));

        assertThat(route.annotations()).hasSize(17).containsKeys("gslb.example.com/x10", "gslb.example.com/x25");
        assertThat(route.annotations().get("gslb.example.com/hostname")).hasSize(1_025);
        assertThat(route.annotations().get("gslb.example.com/x10")).hasSize(32);
        assertThat(route.path()).hasSize(1_025);
    }

    @Test
    void readsWhatMappingReads() throws IOException {
        assertThat(read(WHOLE))
                .isEqualTo(new Route(
                        new RouteKey("east-1", "shop", "cart"),
                        "u-1",
                        Instant.parse("2026-11-21T10:00:00Z"),
                        true,
                        Map.of(
                                "gslb.example.com/enabled",
                                "true",
                                "gslb.example.com/weight",
                                "5",
                                "haproxy.router.openshift.io/rewrite-target",
                                "/"),
                        "cart.example.com",
                        "cart",
                        "/shop",
                        true,
                        Termination.REENCRYPT,
                        "8443",
                        List.of(new Backend("a", 10), new Backend("b", 0), new Backend("c", 100)),
                        List.of(
                                new Ingress("default", "cart.example.com", true),
                                new Ingress("public", "cart.example.com", false),
                                new Ingress("new", "h", null))));
    }

    @Test
    void neverHoldsAKey() throws IOException {
        assertThat(RouteReader.SELECTION.read(WHOLE).toString())
                .contains("reencrypt")
                .doesNotContain("SECRET", "certificate", "managedFields", "kubectl", "reason");
    }

    @Test
    void aManifestHasLess() throws IOException {
        assertThat(read("{\"metadata\": {\"name\": \"a\"}}"))
                .isEqualTo(new Route(
                        new RouteKey("east-1", "", "a"),
                        "",
                        Instant.EPOCH,
                        false,
                        Map.of(),
                        "",
                        "",
                        "",
                        false,
                        Termination.NONE,
                        null,
                        List.of(),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\": {\"name\": \"a\"}, \"spec\": 7, \"status\": [1, {}]}",
                "{\"metadata\": {\"name\": \"a\", \"annotations\": [3], \"creationTimestamp\": {}}}",
                "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"to\": [], \"alternateBackends\": \"b\", \"tls\": \"edge\"}}",
                "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"host\": [\"x\"], \"port\": {\"targetPort\": {}}}}",
                "{\"metadata\": {\"name\": \"a\"}, \"status\": {\"ingress\": {\"host\": {}, \"conditions\": 1}}}",
            })
    void whatHasAnotherTypeCountsAsNotThere(String json) throws IOException {
        Route route = read(json);
        assertThat(route).isNotNull();
        assertThat(List.of(route.host(), route.path(), route.uid())).containsOnly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "7", "null", "{\"metadata\": {\"name\": \"\"}}", "{\"metadata\": \"name\"}"})
    void whatHasNoNameIsNoRoute(String json) throws IOException {
        assertThat(read(json)).isNull();
    }

    @Test
    void onlyWhoOptsInMakesAClaim() throws IOException {
        assertThat(isEnabled("\"true\"")).isTrue();
        assertThat(isEnabled("\"yes\""))
                .as("has a problem, which mapping tells")
                .isTrue();
        assertThat(isEnabled("\" False \"")).isFalse();
        assertThat(reader.isEnabled(notNull("{\"metadata\": {\"name\": \"a\"}}")))
                .isFalse();
    }

    private boolean isEnabled(String value) throws IOException {
        return reader.isEnabled(notNull(
                "{\"metadata\": {\"name\": \"a\", \"annotations\": {\"gslb.example.com/enabled\": " + value + "}}}"));
    }

    private Route notNull(String json) throws IOException {
        Route route = read(json);
        assertThat(route).isNotNull();
        return route;
    }

    private @Nullable Route read(String json) throws IOException {
        JsonNode selected = RouteReader.SELECTION.read(json);
        assertThat(reader.read("east-1", selected))
                .as("what is selected is enough")
                .isEqualTo(reader.read("east-1", Selection.ALL.read(json)));
        return reader.read("east-1", selected);
    }
}
