package io.wideip.dns.geo.database;

import io.wideip.config.Position;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The continent and about the middle of each country, for databases that don't tell. */
public final class Countries {
    private static final Map<String, Country> ALL = read();

    private record Country(String continent, Position middle) {}

    private Countries() {}

    static @Nullable String continent(String country) {
        Country known = ALL.get(country);
        return known == null ? null : known.continent();
    }

    /** About the middle of a country; null where no country has this code. */
    public static @Nullable Position middle(String country) {
        Country known = ALL.get(country);
        return known == null ? null : known.middle();
    }

    static Set<String> codes() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    private static Map<String, Country> read() {
        Map<String, Country> countries = new HashMap<>();
        Middles.read(
                "countries.csv", fields -> countries.put(fields[0], new Country(fields[1], Middles.position(fields))));
        return countries;
    }
}
