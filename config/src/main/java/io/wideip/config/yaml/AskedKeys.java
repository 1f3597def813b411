package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of one section that its readers have asked for: there are no others. */
final class AskedKeys {
    private final Set<String> asked = new TreeSet<>();
    /** What to say of keys that have to be given and are not; null where there are none. */
    private @Nullable Map<String, Missing> missing;

    private boolean tolerant;
    private final String path;

    /** @param what to say, unless an unknown key is likely to be one of those */
    private record Missing(String what, List<String> keys) {}

    /** @param path of the section */
    AskedKeys(String path) {
        this.path = path;
    }

    void add(String key) {
        asked.add(key);
    }

    Set<String> all() {
        return asked;
    }

    void tolerateOthers() {
        tolerant = true;
    }

    /** @param alternatives other keys with which this one would not be missing */
    void addMissing(String key, String what, List<String> alternatives) {
        missing = missing == null ? new TreeMap<>() : missing;
        missing.put(
                key,
                new Missing(
                        what,
                        Stream.concat(Stream.of(key), alternatives.stream()).toList()));
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
            ForeignKeys.Mend foreign = asked.contains(key) ? null : ForeignKeys.mend(path, key);
            String near = asked.contains(key) || foreign != null ? null : DidYouMean.nearest(key, free(given));
            if (foreign != null) {
                likely.addAll(foreign.meant());
            } else if (near != null) {
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
        Set<String> likely = likely(given);
        return missing.values().stream()
                .filter(each -> Collections.disjoint(each.keys(), likely))
                .map(Missing::what)
                .toList();
    }
}
