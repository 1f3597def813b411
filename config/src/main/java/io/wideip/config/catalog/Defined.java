package io.wideip.config.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A definition, and beside it the origins of its values. Two of them are equal when their definitions are: what only moved to
 * another line is no change. Immutable.
 */
public abstract class Defined<T> {
    public abstract T definition();

    /** Where the definition itself stands. */
    public abstract Origin origin();

    /**
     * Where one of its values stands; null where the source does not give it.
     *
     * @param key as in the YAML, the keys of inner sections after a dot: {@code expect.status}
     */
    public abstract @Nullable Origin origin(String key);

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Defined<?> defined && definition().equals(defined.definition());
    }

    @Override
    public final int hashCode() {
        return definition().hashCode();
    }

    @Override
    public final String toString() {
        return definition() + " (" + origin() + ")";
    }
}
