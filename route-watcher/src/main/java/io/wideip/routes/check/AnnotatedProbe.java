package io.wideip.routes.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Probe;
import io.wideip.config.section.DidYouMean;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.annotation.VisibleText;
import io.wideip.routes.backend.ContainerProbe;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ContainerProbe.Other;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Probe of Kubernetes as JSON in an annotation. It stands for the one that pods would have. */
final class AnnotatedProbe {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String EXAMPLE = "{\"httpGet\": {\"path\": \"/healthz\", \"port\": 8080}}";
    private static final List<String> KEYS =
            List.of("httpGet", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold");
    private static final List<String> KEYS_OF_REQUEST = List.of("path", "port", "scheme");
    private static final Set<String> SCHEMES = Set.of("HTTP", "HTTPS");

    private final Annotations annotations;
    private final String name;

    private AnnotatedProbe(Annotations annotations, String name) {
        this.annotations = annotations;
        this.name = name;
    }

    /** Null where it can't be read, which is a problem then. */
    static @Nullable ContainerProbe read(Annotations annotations, String name) {
        String json = annotations.json(name);
        return json == null ? null : new AnnotatedProbe(annotations, name).parse(json);
    }

    private @Nullable ContainerProbe parse(String json) {
        Probe read = probe(json);
        if (read == null) {
            annotations.refuse(name, "write a Probe of Kubernetes as JSON, such as " + EXAMPLE);
            return null;
        }
        reportUnknown(read.getAdditionalProperties(), KEYS);
        if (read.getHttpGet() != null) {
            reportUnknown(read.getHttpGet().getAdditionalProperties(), KEYS_OF_REQUEST);
            String scheme = read.getHttpGet().getScheme();
            if (scheme != null && !SCHEMES.contains(scheme)) {
                report("the scheme " + VisibleText.quoted(scheme) + " is none: write HTTP or HTTPS");
            }
        }
        ContainerProbe probe = ContainerProbe.of(read);
        if (probe.action() instanceof Other other) {
            report("a check asks by httpGet, and this is " + other.kind() + ": write, for example, " + EXAMPLE);
            return null;
        }
        if (probe.action() instanceof HttpGet get && get.headers()) {
            report("no headers are sent: remove httpHeaders");
        }
        return probe;
    }

    private static @Nullable Probe probe(String json) {
        try {
            return JSON.readValue(json, Probe.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void reportUnknown(Map<String, Object> unknown, List<String> known) {
        unknown.keySet().stream()
                .sorted()
                .findFirst()
                .ifPresent(key -> report(
                        VisibleText.fits(key)
                                ? DidYouMean.unknown("key", key, known)
                                : VisibleText.quoted(key) + " is no key: remove it"));
    }

    private void report(String what) {
        annotations.report(name, "'" + annotations.fullName(name) + "': " + what);
    }
}
