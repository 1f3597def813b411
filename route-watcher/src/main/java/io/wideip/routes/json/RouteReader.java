package io.wideip.routes.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.RouteKey;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.VisibleText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
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
    /** Of a text: one more than what is of use, so that it is seen to be too long. A team must not fill the server's memory. */
    private static final int LONGEST = VisibleText.LONGEST + 1;
    /** Options of policies, which are numbers, and unknown annotations, of which the names count. */
    private static final int LONGEST_OTHER = 32;

    private static final int MOST_OTHERS = 16;
    /** The API takes no more of either. */
    private static final int MOST_BACKENDS = 4;

    private static final int MOST_INGRESS = 64;

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
        return cut(object.path(field).asText(""), LONGEST);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
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
        Map<String, String> known = new HashMap<>();
        TreeMap<String, String> others = new TreeMap<>();
        all.properties().forEach(each -> {
            String name = each.getKey();
            String value = each.getValue().asText("");
            if (name.equals(REWRITE_TARGET) || isKnown(name)) {
                known.put(name, cut(value, LONGEST));
            } else if (name.startsWith(prefix)) {
                others.put(name, cut(value, LONGEST_OTHER));
                if (others.size() > MOST_OTHERS) {
                    others.pollLastEntry();
                }
            }
        });
        known.putAll(others);
        return Map.copyOf(known);
    }

    private boolean isKnown(String name) {
        return name.startsWith(prefix) && Annotations.NAMES.contains(name.substring(prefix.length()));
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
        for (JsonNode each : spec.path("alternateBackends")) {
            if (backends.size() < MOST_BACKENDS) {
                addBackend(each, backends);
            }
        }
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
            if (ingress.size() == MOST_INGRESS) {
                break;
            }
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
