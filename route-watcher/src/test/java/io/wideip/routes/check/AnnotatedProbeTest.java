package io.wideip.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.Route.Termination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnotatedProbeTest {
    private static final String DERIVED = "https :443 /ready 200-399 every 10s within 3s fall 3";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"httpGet\": {\"path\": \"/live\", \"port\": 9090}} | https :443 /live 200-399",
                "  {\"httpGet\":{\"path\":\"/live\",\"port\":\"web\"},\"periodSeconds\":20,\"timeoutSeconds\":4,\"failureThreshold\":5,\"successThreshold\":2}"
                        + " | https :443 /live 200-399 every 20s within 4s fall 5 rise 2",
                "{\"httpGet\": {\"port\": 80}, \"initialDelaySeconds\": 5} | https :443 / 200-399",
                "{\"httpGet\": {\"path\": \"live\", \"port\": 80, \"scheme\": \"HTTPS\", \"httpHeaders\": [{\"name\":"
                        + " \"Host\", \"value\": \"a\"}]}} | https :443 /live 200-399",
            })
    void aProbeOfKubernetesStandsForThatOfThePods(String json, String expected) {
        CheckCase made = new CheckCase().unknown("").annotation("health-check", json);

        assertThat(made.derived()).isEqualTo(expected);
        assertThat(made.problems()).isEmpty();
    }

    @Test
    void anAnnotatedProbeIsRewrittenAndOverriddenAsThatOfPods() {
        CheckCase made = new CheckCase()
                .path("/shop")
                .annotation("haproxy.router.openshift.io/rewrite-target", "/")
                .annotation("health-check", "{\"httpGet\": {\"path\": \"/live\", \"port\": 80}, \"periodSeconds\": 20}")
                .annotation("health-check-interval", "40s");

        assertThat(made.derived()).isEqualTo("https :443 /shop/live 200-399 every 40s");
        assertThat(made.why()).isEqualTo("https :443 /shop/live, status 200-399: the annotated probe asks it");
    }

    @Test
    void anAnnotatedProbeOfTlsAsksBehindPassthrough() {
        assertThat(new CheckCase()
                        .termination(Termination.PASSTHROUGH)
                        .annotation(
                                "health-check",
                                "{\"httpGet\": {\"path\": \"/live\", \"port\": 8443, \"scheme\": \"HTTPS\"}}")
                        .derived())
                .isEqualTo("https :443 /live 200-399");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | is '{': write a Probe of Kubernetes as JSON, such as {\"httpGet\": {\"path\": \"/healthz\","
                        + " \"port\": 8080}}",
                "{\"httpGet\": []} | is '{\"httpGet\": []}': write a Probe of Kubernetes as JSON, such as"
                        + " {\"httpGet\": {\"path\": \"/healthz\", \"port\": 8080}}",
                "{\"periodSeconds\": \"x\"} | is '{\"periodSeconds\": \"x\"}': write a Probe of Kubernetes as JSON,"
                        + " such as {\"httpGet\": {\"path\": \"/healthz\", \"port\": 8080}}",
                "{} | : a check asks by httpGet, and this is no action: write, for example, {\"httpGet\": {\"path\":"
                        + " \"/healthz\", \"port\": 8080}}",
                "{\"httpGet\": null} | : a check asks by httpGet, and this is no action: write, for example,"
                        + " {\"httpGet\": {\"path\": \"/healthz\", \"port\": 8080}}",
                "{\"exec\": {\"command\": [\"true\"]}} | : a check asks by httpGet, and this is exec: write, for"
                        + " example, {\"httpGet\": {\"path\": \"/healthz\", \"port\": 8080}}",
                "{\"httpGet\": {\"host\": \"192.0.2.1\", \"port\": 80}} | : a check asks by httpGet, and this is"
                        + " httpGet to another host: write, for example, {\"httpGet\": {\"path\": \"/healthz\", \"port\":"
                        + " 8080}}",
                "{\"httpGet\": {\"path\": \"/a\", \"path\": \"/b\"}} | is '{\"httpGet\": {\"path\": \"/a\", \"path\":"
                        + " \"/b\"}}': write a Probe of Kubernetes as JSON, such as {\"httpGet\": {\"path\": \"/healthz\","
                        + " \"port\": 8080}}",
                "{} {} | is '{} {}': write a Probe of Kubernetes as JSON, such as {\"httpGet\": {\"path\":"
                        + " \"/healthz\", \"port\": 8080}}",
            })
    void aBadProbeCostsItself(String json, String problem) {
        CheckCase made = new CheckCase().annotation("health-check", json);

        assertThat(made.derived()).isEqualTo(DERIVED);
        assertThat(made.problems())
                .containsExactly("'wideip.io/health-check'" + (problem.startsWith(":") ? "" : " ") + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"httpGet\": {\"path\": \"/live\", \"prt\": 80}} | unknown key 'prt': did you mean 'port'?",
                "{\"httpGet\": {\"path\": \"/live\"}, \"period\": 20} | unknown key 'period': there are httpGet,"
                        + " periodSeconds, timeoutSeconds, failureThreshold, successThreshold",
                "{\"httpGet\": {\"path\": \"/live\"}, \"a\\u000ab\": 20} | 'a\\u000Ab' is no key: remove it",
                "{\"httpGet\": {\"path\": \"/live\", \"scheme\": \"https\"}} | the scheme 'https' is none: write HTTP"
                        + " or HTTPS",
                "{\"httpGet\": {\"path\": \"/live\", \"httpHeaders\": [{\"name\": \"X-A\", \"value\": \"a\"}]}} | no"
                        + " headers are sent: remove httpHeaders",
            })
    void theRestOfAProbeHolds(String json, String problem) {
        CheckCase made = new CheckCase().annotation("health-check", json);

        assertThat(made.derived()).startsWith("https :443 /live 200-");
        assertThat(made.problems()).containsExactly("'wideip.io/health-check': " + problem);
    }

    @Test
    void aProbesPathMustBeReachedThroughTheRoute() {
        CheckCase made = new CheckCase()
                .path("/shop")
                .annotation("health-check", "{\"httpGet\": {\"path\": \"/live\", \"port\": 80}}");

        assertThat(made.derived()).isEqualTo("https :443 /shop 200-499");
        assertThat(made.problems())
                .containsExactly("'wideip.io/health-check': the annotated probe asks /live, which the Route does not "
                        + "lead to: write 'wideip.io/health-check-path' for a path as clients ask for it");
        assertThat(new CheckCase()
                        .annotation("health-check", "{\"httpGet\": {\"path\": \"/a\\u000d\\u000ab\", \"port\": 80}}")
                        .derived())
                .isEqualTo("https :443 / 200-499");
    }
}
