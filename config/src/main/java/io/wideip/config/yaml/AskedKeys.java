package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The keys of one section that its readers have asked for: there are no others. */
final class AskedKeys {
    private final Set<String> asked = new TreeSet<>();
    /** What to say of keys that have to be given and are not; null where there are none. */
    private @Nullable Map<String, String> missing;

    private boolean tolerant;

    void add(String key) {
        asked.add(key);
    }

    Set<String> all() {
        return asked;
    }

    void tolerateOthers() {
        tolerant = true;
    }

    void addMissing(String key, String what) {
        missing = missing == null ? new TreeMap<>() : missing;
        missing.put(key, what);
    }

    /** Whether one of the given keys is unknown. */
    boolean lacks(Set<String> given) {
        return !tolerant && !asked.containsAll(given);
    }

    /** Those that are not given: one that is given is hardly meant again. */
    List<String> free(Set<String> given) {
        return asked.stream().filter(Predicate.not(given::contains)).toList();
    }

    /** What the unknown keys may be meant to be. */
    Set<String> likely(Set<String> given) {
        Set<String> likely = new TreeSet<>();
        for (String key : lacks(given) ? given : Set.<String>of()) {
            String near = asked.contains(key) ? null : DidYouMean.nearest(key, free(given));
            if (near != null) {
                likely.add(near);
            }
        }
        return likely;
    }

    /** The problems of missing keys, without those for which an unknown key may be meant. */
    Collection<String> missing(Set<String> given) {
        if (missing == null) {
            return List.of();
        }
        Map<String, String> rest = new TreeMap<>(missing);
        rest.keySet().removeAll(likely(given));
        return rest.values();
    }
}
