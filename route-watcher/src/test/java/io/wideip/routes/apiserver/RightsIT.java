package io.wideip.routes.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deploy/rbac gives, and that it is all. */
@NeedsApiServer
@Tag("slow")
final class RightsIT {
    private static final Map<String, List<String>> RESOURCES = Map.of(
            "route.openshift.io", List.of("routes", "routes/status", "routes/custom-host"),
            "", List.of("namespaces", "services", "pods", "pods/exec", "secrets", "configmaps", "events", "endpoints"),
            "apps", List.of("deployments", "replicasets"));
    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    @TempDir
    Path directory;

    @Test
    void areTheLeast() {
        try (ApiServer server = ApiServer.start(directory)) {
            server.routes().namespace("shop", Map.of());
            Rights.give(server, "read.yaml");
            try (KubernetesClient client = Rights.client(server)) {
                assertThat(given(client))
                        .containsExactlyInAnyOrder(
                                "list routes",
                                "watch routes",
                                "list namespaces",
                                "watch namespaces",
                                "get services",
                                "list pods");

                Rights.give(server, "events.yaml");
                assertThat(given(client)).hasSize(7).contains("create events");
            }
        }
    }

    private static List<String> given(KubernetesClient client) {
        List<String> given = new ArrayList<>();
        RESOURCES.forEach((group, resources) -> resources.forEach(resource -> VERBS.forEach(verb -> {
            if (Rights.may(client, verb, group, resource, "shop")) {
                given.add(verb + " " + resource);
            }
        })));
        return given;
    }
}
