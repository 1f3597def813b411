package io.wideip.routes.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes Routes as a team, a router or a flood would. */
public final class RouteWriter {
    /** All of a batch come at once; of many more an API server says that its watchers are slow, and ends their watches. */
    private static final int BATCH = 10;

    private final ApiClient api;
    private final EtcdClient etcd;

    RouteWriter(ApiClient api, EtcdClient etcd) {
        this.api = api;
        this.etcd = etcd;
    }

    public void namespace(String name, Map<String, String> labels) {
        api.post("/api/v1/namespaces", """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s", "labels": {%s}}}
                """.formatted(name, json(labels)));
    }

    /** A Route with the host {@code NAME.apps.example.com} that no router has seen yet. */
    public void create(String namespace, String name, Map<String, String> annotations) {
        api.post(RoutePaths.of(namespace), """
                {"apiVersion": "route.openshift.io/v1", "kind": "Route",
                 "metadata": {"name": "%s", "annotations": {%s}},
                 "spec": {"host": "%s", "to": {"kind": "Service", "name": "%s", "weight": 100}}}
                """.formatted(name, json(annotations), host(name), name));
    }

    /** What the router {@code default} says of it. */
    public void admit(String namespace, String name, boolean admitted) {
        status(namespace, name, ingress("default", host(name), admitted));
    }

    /** A Route that opts in and is admitted. */
    public void createAdmitted(String namespace, String name) {
        create(namespace, name, Map.of("wideip.io/enabled", "true"));
        admit(namespace, name, true);
    }

    /** Writes the items of the status, parted by commas; none empty it. */
    public void status(String namespace, String name, String ingress) {
        api.patch(RoutePaths.of(namespace) + "/" + name + "/status", "{\"status\": {\"ingress\": [" + ingress + "]}}");
    }

    /** An item of a status. */
    public static String ingress(String router, String host, boolean admitted) {
        return """
                {"host": "%s", "routerName": "%s", "conditions": [{"type": "Admitted", "status": "%s"}]}""".formatted(host, router, admitted ? "True" : "False");
    }

    /** Sets an annotation to a JSON text; null removes it. */
    public void annotate(String namespace, String name, String annotation, String value) {
        patch(namespace, name, "{\"metadata\": {\"annotations\": {\"" + annotation + "\": " + value + "}}}");
    }

    public void patch(String namespace, String name, String merge) {
        api.patch(RoutePaths.of(namespace) + "/" + name, merge);
    }

    public void delete(String namespace, String name) {
        api.delete(RoutePaths.of(namespace) + "/" + name);
    }

    private static String host(String name) {
        return name + ".apps.example.com";
    }

    private static String json(Map<String, String> texts) {
        return new TreeMap<>(texts)
                .entrySet().stream()
                        .map(each -> "\"" + each.getKey() + "\": \"" + each.getValue() + "\"")
                        .collect(Collectors.joining(", "));
    }

    /**
     * Many admitted Routes straight into etcd, {@code PREFIX-0} and so on: much faster than through the API. They are seen at once.
     * Written again, they change.
     */
    public void flood(String namespace, String prefix, int count) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, String> batch = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = prefix + "-" + i;
            batch.put(key(namespace, name), stored(namespace, name, now));
            if (batch.size() == BATCH || i + 1 == count) {
                etcd.put(batch);
                batch.clear();
            }
        }
    }

    static String key(String namespace, String name) {
        return "/registry/route.openshift.io/routes/" + namespace + "/" + name;
    }

    private static String stored(String namespace, String name, String now) {
        return """
                {"apiVersion": "route.openshift.io/v1", "kind": "Route",
                 "metadata": {"name": "%1$s", "namespace": "%2$s", "uid": "%3$s", "creationTimestamp": "%4$s",
                  "generation": 1, "annotations": {"wideip.io/enabled": "true"}},
                 "spec": {"host": "%5$s", "to": {"kind": "Service", "name": "%1$s", "weight": 100},
                  "wildcardPolicy": "None"},
                 "status": {"ingress": [{"host": "%5$s", "routerName": "default", "conditions":
                  [{"type": "Admitted", "status": "True", "lastTransitionTime": "%4$s"}]}]}}
                """.formatted(name, namespace, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), now, host(name));
    }
}
