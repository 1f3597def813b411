package io.wideip.dns.geo.database;

import io.wideip.config.Position;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** About the middles of subdivisions, of those large countries whose own middle is far from most of their clients. */
final class Subdivisions {
    private static final Map<String, Position> ALL = read();

    private Subdivisions() {}

    /** Null where it is not known. */
    static @Nullable Position middle(String subdivision) {
        return ALL.get(subdivision);
    }

    static Set<String> codes() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    private static Map<String, Position> read() {
        Map<String, Position> middles = new HashMap<>();
        Middles.read("subdivisions.csv", fields -> middles.put(fields[0], Middles.position(fields)));
        return middles;
    }
}
