package io.wideip.routes.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads Routes. Whatever is missing, or has another type than the API would give it, counts as not there, so that only an object
 * without a name is none. Immutable.
 */
public final class RouteReader {
    /** What is read of a Route. */
    public static final Selection SELECTION = Selection.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.annotations",
            "spec.host",
            "spec.subdomain",
            "spec.path",
            "spec.wildcardPolicy",
            "spec.tls.termination",
            "spec.port.targetPort",
            "spec.to.name",
            "spec.to.weight",
            "spec.alternateBackends.name",
            "spec.alternateBackends.weight",
            "status.ingress.host",
            "status.ingress.routerName",
            "status.ingress.conditions.type",
            "status.ingress.conditions.status");

    /** With it a router changes the path that it asks the pods for. */
    private static final String REWRITE_TARGET = "haproxy.router.openshift.io/rewrite-target";

    private static final int STANDARD_WEIGHT = 100;

    private final String prefix;
    private final String enabled;

    /** For annotations whose prefix, without its slash, is this one. */
    public RouteReader(String annotationPrefix) {
        prefix = annotationPrefix + "/";
        enabled = prefix + "enabled";
    }

    /** Whether a Route says anything of opting in, other than that it does not. Those that don't make no claim. */
    public boolean isEnabled(Route route) {
        String value = route.annotations().get(enabled);
        return value != null && !value.strip().equalsIgnoreCase("false");
    }

    /** Which Route it is; null where it has no name. */
    public @Nullable RouteKey key(String cluster, JsonNode object) {
        String name = object.at("/metadata/name").asText("");
        return name.isEmpty()
                ? null
                : new RouteKey(cluster, object.at("/metadata/namespace").asText(""), name);
    }

    /** The Route; null where it has no name. */
    public @Nullable Route read(String cluster, JsonNode object) {
        RouteKey key = key(cluster, object);
        if (key == null) {
            return null;
        }
        JsonNode metadata = object.path("metadata");
        JsonNode spec = object.path("spec");
        return new Route(
                key,
                text(metadata, "uid"),
                created(text(metadata, "creationTimestamp")),
                !text(metadata, "deletionTimestamp").isEmpty(),
                annotations(metadata.path("annotations")),
                text(spec, "host"),
                text(spec, "subdomain"),
                text(spec, "path"),
                text(spec, "wildcardPolicy").equals("Subdomain"),
                termination(text(spec.path("tls"), "termination")),
                targetPort(text(spec.path("port"), "targetPort")),
                backends(spec),
                ingress(object.at("/status/ingress")));
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    /** A manifest has no time. */
    private static Instant created(String timestamp) {
        try {
            return Instant.parse(timestamp);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private Map<String, String> annotations(JsonNode all) {
        Map<String, String> ours = new TreeMap<>();
        all.properties().forEach(each -> {
            if (each.getKey().startsWith(prefix) || each.getKey().equals(REWRITE_TARGET)) {
                ours.put(each.getKey(), each.getValue().asText(""));
            }
        });
        return Map.copyOf(ours);
    }

    private static Termination termination(String written) {
        return switch (written) {
            case "edge" -> Termination.EDGE;
            case "reencrypt" -> Termination.REENCRYPT;
            case "passthrough" -> Termination.PASSTHROUGH;
            default -> Termination.NONE;
        };
    }

    private static @Nullable String targetPort(String written) {
        return written.isEmpty() ? null : written;
    }

    private static List<Backend> backends(JsonNode spec) {
        List<Backend> backends = new ArrayList<>();
        addBackend(spec.path("to"), backends);
        spec.path("alternateBackends").forEach(each -> addBackend(each, backends));
        return List.copyOf(backends);
    }

    private static void addBackend(JsonNode backend, List<Backend> backends) {
        String service = text(backend, "name");
        if (!service.isEmpty()) {
            backends.add(new Backend(service, backend.path("weight").asInt(STANDARD_WEIGHT)));
        }
    }

    private static List<Ingress> ingress(JsonNode all) {
        List<Ingress> ingress = new ArrayList<>();
        for (JsonNode each : all) {
            ingress.add(new Ingress(text(each, "routerName"), text(each, "host"), admitted(each.path("conditions"))));
        }
        return List.copyOf(ingress);
    }

    private static @Nullable Boolean admitted(JsonNode conditions) {
        Boolean admitted = null;
        for (JsonNode each : conditions) {
            if (text(each, "type").equals("Admitted")) {
                admitted = switch (text(each, "status")) {
                    case "True" -> Boolean.TRUE;
                    case "False" -> Boolean.FALSE;
                    default -> admitted;
                };
            }
        }
        return admitted;
    }
}
