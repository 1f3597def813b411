package io.wideip.routes.kept;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.wideip.routes.Admission;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.backend.ContainerProbe;
import io.wideip.routes.backend.KeptPods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is kept, as text: a line for each Route, for each name's owner, and for each Service whose pods are known. That of a Route is a
 * JSON array, without the names of fields, as there may be 100,000 of them.
 */
final class KeptText {
    static final int VERSION = 1;

    private static final ObjectMapper JSON = json();

    /** A name and the namespace that has it. */
    private record Owner(String name, String namespace) {}

    /** Its kinds are told by their names. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ContainerProbe.HttpGet.class, name = "httpGet"),
        @JsonSubTypes.Type(value = ContainerProbe.Other.class, name = "other")
    })
    private interface ActionKinds {}

    private KeptText() {}

    private static ObjectMapper json() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .addMixIn(ContainerProbe.Action.class, ActionKinds.class)
                .build();
        for (Class<?> each : List.of(
                KnownRoute.class,
                Admission.class,
                Route.class,
                RouteKey.class,
                Route.Backend.class,
                Route.Ingress.class,
                Owner.class)) {
            mapper.configOverride(each).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY));
        }
        return mapper;
    }

    static String format(Kept kept) {
        StringBuilder text = new StringBuilder();
        try {
            for (Map.Entry<String, String> each : kept.owners().entrySet()) {
                text.append("owner ")
                        .append(JSON.writeValueAsString(new Owner(each.getKey(), each.getValue())))
                        .append('\n');
            }
            for (KnownRoute each : kept.routes()) {
                text.append("route ").append(JSON.writeValueAsString(each)).append('\n');
            }
            for (KeptPods each : kept.pods()) {
                text.append("pods ").append(JSON.writeValueAsString(each)).append('\n');
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /**
     * Reads what {@link #format} wrote.
     *
     * @throws IllegalArgumentException if a line is none of these
     */
    static Kept parse(String text) {
        List<KnownRoute> routes = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        List<KeptPods> pods = new ArrayList<>();
        try (Stream<String> lines = text.lines()) {
            lines.forEach(line -> parse(line, routes, owners, pods));
        }
        return new Kept(routes, owners, pods);
    }

    private static void parse(String line, List<KnownRoute> routes, Map<String, String> owners, List<KeptPods> pods) {
        try {
            if (line.startsWith("route ")) {
                routes.add(JSON.readValue(line.substring("route ".length()), KnownRoute.class));
            } else if (line.startsWith("owner ")) {
                Owner owner = JSON.readValue(line.substring("owner ".length()), Owner.class);
                owners.put(owner.name(), owner.namespace());
            } else if (line.startsWith("pods ")) {
                pods.add(JSON.readValue(line.substring("pods ".length()), KeptPods.class));
            } else {
                throw new IllegalArgumentException("a line begins with neither route, owner nor pods");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
