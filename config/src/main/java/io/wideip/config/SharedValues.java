package io.wideip.config;

import java.util.HashMap;
import java.util.Map;

/** Makes equal values one object, where very many of them are kept and few differ. Not thread-safe. */
public final class SharedValues<T> {
    private final int most;
    private final Map<T, T> values = new HashMap<>();

    /** @param most how many it knows at once: others may make up new ones for ever */
    public SharedValues(int most) {
        this.most = most;
    }

    /** The value itself, or one that came before and equals it. */
    public T of(T value) {
        if (values.size() >= most) {
            values.clear();
        }
        T known = values.putIfAbsent(value, value);
        return known == null ? value : known;
    }
}
