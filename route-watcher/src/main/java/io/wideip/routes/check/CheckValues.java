package io.wideip.routes.check;

import io.wideip.config.catalog.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The options of a probe, as the YAML would have them: what was derived, and what annotations put in its place. */
final class CheckValues {
    /**
     * One of them.
     *
     * @param annotation that gives it, without its prefix; null where it was derived
     */
    record Given(
            List<String> texts, Origin origin, @Nullable String annotation) {}

    private final Map<String, Given> derived = new LinkedHashMap<>();
    private final Map<String, Given> annotated = new LinkedHashMap<>();

    /** @param key the keys of inner sections after a dot: {@code expect.status} */
    void derive(String key, String text, Origin origin) {
        derived.put(key, new Given(List.of(text), origin, null));
    }

    void annotate(String key, List<String> texts, Origin origin, String annotation) {
        annotated.put(key, new Given(texts, origin, annotation));
    }

    /** What was derived holds again. */
    void withdraw(String key) {
        annotated.remove(key);
    }

    @Nullable
    Given get(String key) {
        Given given = annotated.get(key);
        return given == null ? derived.get(key) : given;
    }

    boolean hasInner(String prefix) {
        return origins().keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** Of all that are given, by key. */
    Map<String, Origin> origins() {
        Map<String, Origin> origins = new TreeMap<>();
        derived.forEach((key, given) -> origins.put(key, given.origin()));
        annotated.forEach((key, given) -> origins.put(key, given.origin()));
        return origins;
    }
}
