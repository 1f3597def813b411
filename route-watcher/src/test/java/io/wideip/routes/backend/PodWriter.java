package io.wideip.routes.backend;

import io.wideip.routes.apiserver.ApiClient;
import io.wideip.routes.apiserver.ApiServer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes Services and pods of the namespace {@code shop} as teams, controllers and kubelets would. */
final class PodWriter {
    private static final String NAMESPACE = "/api/v1/namespaces/shop/";

    private final ApiServer server;
    private final Map<String, String> written = new TreeMap<>();

    PodWriter(ApiServer server) {
        this.server = server;
        server.routes().namespace("shop", Map.of());
    }

    private ApiClient api() {
        return server.api();
    }

    /**
     * A Service whose only port has the pods' port {@code web}.
     *
     * @param application of its pods; null for none
     */
    void service(String name, @Nullable String application) {
        String selector = application == null ? "" : "\"selector\": {\"app\": \"" + application + "\"},";
        post("services", name, """
                {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "%s"}, "spec": {%s
                 "ports": [{"name": "http", "port": 80, "targetPort": "web"}, {"name": "dns", "port": 53, "protocol": "UDP"}]}}
                """.formatted(name, selector));
    }

    /**
     * A pod of the application {@code web}.
     *
     * @param hash of its template; empty for none
     * @param path that its kubelet asks
     */
    void pod(String name, String hash, String path, boolean ready) {
        String label = hash.isEmpty() ? "" : ", \"pod-template-hash\": \"" + hash + "\"";
        post("pods", name, """
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%s", "labels": {"app": "web"%s}},
                 "spec": {"containers": [{"name": "web", "image": "web",
                  "ports": [{"name": "web", "containerPort": 8080}],
                  "readinessProbe": {"httpGet": {"path": "%s", "port": "web"}}}]}}
                """.formatted(name, label, path));
        setReady(name, ready);
    }

    void setReady(String pod, boolean ready) {
        api().patch(NAMESPACE + "pods/" + pod + "/status", """
                {"status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "%s"}]}}
                """.formatted(ready ? "True" : "False"));
    }

    private void post(String kind, String name, String json) {
        api().post(NAMESPACE + kind, json);
        written.put(kind + "/" + name, kind);
    }

    void delete(String pod) {
        remove("pods/" + pod);
        written.remove("pods/" + pod);
    }

    /** Removes what was written. */
    void clear() {
        written.keySet().forEach(this::remove);
        written.clear();
    }

    private void remove(String path) {
        api().delete(NAMESPACE + path + "?gracePeriodSeconds=0");
    }
}
