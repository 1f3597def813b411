package io.wideip.routes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.routes.RouteStore;
import io.wideip.routes.json.Selection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The labels of a cluster's namespaces, for the store. */
final class NamespaceFeed implements Feed {
    private static final Selection SELECTION = Selection.of("metadata.name", "metadata.labels");

    private final String cluster;
    private final RouteStore store;
    private Map<String, Map<String, String>> labels = new HashMap<>();

    NamespaceFeed(String cluster, RouteStore store) {
        this.cluster = cluster;
        this.store = store;
    }

    @Override
    public String name() {
        return "namespaces";
    }

    @Override
    public String path() {
        return "api/v1/namespaces";
    }

    @Override
    public String selector() {
        return "";
    }

    @Override
    public Selection selection() {
        return SELECTION;
    }

    @Override
    public void begin() {
        labels = new HashMap<>();
    }

    @Override
    public void listed(JsonNode object) {
        labels.put(nameOf(object), labelsOf(object));
    }

    @Override
    public void completed() {
        store.namespaces(cluster, labels);
        labels = new HashMap<>();
    }

    @Override
    public void changed(JsonNode object) {
        store.namespace(cluster, nameOf(object), labelsOf(object));
    }

    @Override
    public void deleted(JsonNode object) {
        store.forgetNamespace(cluster, nameOf(object));
    }

    private static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText("");
    }

    private static Map<String, String> labelsOf(JsonNode object) {
        Map<String, String> labels = new TreeMap<>();
        object.at("/metadata/labels")
                .properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText("")));
        return Map.copyOf(labels);
    }
}
