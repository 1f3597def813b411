package io.wideip.routes.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ContainerProbe.Other;
import io.wideip.routes.backend.PodTemplate.Label;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "httpGet: {path: /ready, port: 8080} | HttpGet[path=/ready, port=8080, https=false, headers=false]",
                "httpGet: {path: ready, port: web, scheme: HTTPS} | HttpGet[path=/ready, port=web, https=true, headers=false]",
                "httpGet: {port: 8080} | HttpGet[path=/, port=8080, https=false, headers=false]",
                "httpGet: {path: /ready} | HttpGet[path=/ready, port=, https=false, headers=false]",
                "httpGet: {port: 1, httpHeaders: [{name: host, value: a}]} | HttpGet[path=/, port=1, https=false, headers=false]",
                "httpGet: {port: 1, httpHeaders: [{name: X-Probe, value: a}]} | HttpGet[path=/, port=1, https=false, headers=true]",
                "httpGet: {host: 192.0.2.1, port: 1} | Other[kind=httpGet to another host]",
                "tcpSocket: {port: 8080} | Other[kind=tcpSocket]",
                "exec: {command: [ls]} | Other[kind=exec]",
                "grpc: {port: 8080} | Other[kind=grpc]",
                "periodSeconds: 5 | Other[kind=no action]",
            })
    void readsEachKindOfProbe(String probe, String action) {
        ContainerProbe read = readiness("spec: {containers: [{name: web, readinessProbe: {" + probe + "}}]}");

        assertThat(read).isNotNull();
        assertThat(read.action()).hasToString(action);
    }

    @Test
    void readsWhatAProbeSaysOfTimes() {
        assertThat(readiness("spec: {containers: [{name: web, readinessProbe: {httpGet: {port: 1}, periodSeconds: 5,"
                        + " timeoutSeconds: 2, failureThreshold: 4, successThreshold: 1}}]}"))
                .isEqualTo(new ContainerProbe(new HttpGet("/", "1", false, false), 5, 2, 4, 1));
    }

    @Test
    void sidecarsThatStartFirstAreContainersToo() {
        PodTemplate template = PodTemplate.of(pod("spec: {containers: [{name: web}], initContainers:"
                + " [{name: migrate}, {name: proxy, restartPolicy: Always}]}"));

        assertThat(template.containers()).extracting(PodContainer::name).containsExactly("web", "proxy");
    }

    @ParameterizedTest
    @CsvSource({
        "'pod-template-hash: a, deployment: web', pod-template-hash, a",
        "'controller-revision-hash: b, app: web', controller-revision-hash, b",
        "'deployment: web-3', deployment, web-3",
        "'app: web', , ",
    })
    void knowsWhichLabelTellsTheTemplate(String labels, @Nullable String key, @Nullable String value) {
        Label expected = key == null || value == null ? null : new Label(key, value);

        assertThat(PodTemplate.of(pod("metadata: {labels: {" + labels + "}}\nspec: {}"))
                        .label())
                .isEqualTo(expected);
    }

    @Test
    void isReadyWhereItSaysSoAndDoesNotEnd() {
        String ready = "status: {conditions: [{type: Initialized, status: 'True'}, {type: Ready, status: 'True'}]}";

        assertThat(PodTemplate.isReady(pod(ready))).isTrue();
        assertThat(PodTemplate.isReady(pod(ready + "\nmetadata: {deletionTimestamp: '2026-11-21T10:00:00Z'}")))
                .isFalse();
        assertThat(PodTemplate.isReady(pod("status: {conditions: [{type: Ready, status: 'False'}]}")))
                .isFalse();
        assertThat(PodTemplate.isReady(pod("spec: {}"))).isFalse();
    }

    @Test
    void takesNoMoreThanMemoryIsFor() {
        String containers = "{name: web, ports: [" + "{containerPort: 1}, ".repeat(500) + "]}, ";
        PodTemplate template = PodTemplate.of(pod("spec: {containers: [" + containers.repeat(60) + "]}"));

        assertThat(template.containers())
                .hasSize(50)
                .allSatisfy(container -> assertThat(container.ports()).hasSize(100));
        ContainerProbe probe = readiness("spec: {containers: [{name: web, readinessProbe: {httpGet: {path: /"
                + "a".repeat(2_000) + ", port: 1}}}]}");
        assertThat(probe).isNotNull();
        assertThat(probe.action()).isEqualTo(new Other("httpGet of a path of over 1024 characters"));
    }

    @Test
    void aContainersPortsForUdpServeNoRoute() {
        PodTemplate template = PodTemplate.of(pod(
                "spec: {containers: [{name: web, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 80}]}]}"));

        assertThat(template.containers().get(0).ports()).containsExactly(new PodContainer.Port("", 80));
    }

    private static @Nullable ContainerProbe readiness(String yaml) {
        return PodTemplate.of(pod(yaml)).containers().get(0).readiness();
    }

    private static Pod pod(String yaml) {
        return Serialization.unmarshal((yaml.contains("metadata:") ? "" : "metadata: {}\n") + yaml, Pod.class);
    }
}
