package io.wideip.config.catalog;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A definition whose origins are tags: a text of its own for each, so that a test sees which one it got. */
final class Tagged<T> extends Defined<T> {
    private final T definition;
    private final String tag;
    private final Set<String> keys;

    /** @param keys whose values the source gives */
    Tagged(T definition, String tag, Set<String> keys) {
        this.definition = definition;
        this.tag = tag;
        this.keys = keys;
    }

    static <T> Map.Entry<String, Defined<T>> entry(String name, T definition, String... keys) {
        return Map.entry(name, new Tagged<>(definition, name, Set.of(keys)));
    }

    @Override
    public T definition() {
        return definition;
    }

    @Override
    public Origin origin() {
        return new Tag(tag);
    }

    @Override
    public @Nullable Origin origin(String key) {
        return keys.contains(key) ? new Tag(tag + "/" + key) : null;
    }

    /** An origin in a test. */
    record Tag(String text) implements Origin {
        @Override
        public String toString() {
            return text;
        }
    }
}
