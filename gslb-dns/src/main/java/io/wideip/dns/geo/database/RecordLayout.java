package io.wideip.dns.geo.database;

import io.wideip.config.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a decoded record, whatever its layout: nested as in GeoIP2, GeoLite2 and DB-IP's own files ({@code country.iso_code}), or flat as
 * in free databases ({@code country_code}). Keys that are not known are passed over; what is known and of another type is a fault.
 */
final class RecordLayout {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");
    private static final Pattern SUBDIVISION = Pattern.compile("[A-Z0-9]{1,3}");

    private final Map<?, ?> fields;

    private RecordLayout(Map<?, ?> fields) {
        this.fields = fields;
    }

    static GeoRecord read(Object decoded) {
        if (!(decoded instanceof Map<?, ?> fields)) {
            throw new UnknownLayoutException("a record that is no map, but a "
                    + decoded.getClass().getSimpleName() + ": use a database of countries, cities or ASNs");
        }
        return new RecordLayout(fields).record();
    }

    private GeoRecord record() {
        String country = code(text(map("country"), "iso_code"), text(fields, "country_code"));
        country = code(country, text(map("registered_country"), "iso_code"));
        String continent = code(text(map("continent"), "code"), text(fields, "continent_code"));
        if (continent == null && country != null) {
            continent = Countries.continent(country);
        }
        return new GeoRecord(continent, country, subdivisions(country), asn(), position());
    }

    /** The first of two codes that is one; databases write "" or "-" for none. */
    private static @Nullable String code(@Nullable String first, @Nullable String second) {
        String code = isCode(first) ? first : isCode(second) ? second : null;
        // A large database has a million records, and a few hundred codes.
        return code == null ? null : code.intern();
    }

    private static boolean isCode(@Nullable String text) {
        return text != null && CODE.matcher(text).matches();
    }

    private List<String> subdivisions(@Nullable String country) {
        Object value = fields.get("subdivisions");
        if (value == null || country == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw fault("subdivisions", "list", value);
        }
        List<String> codes = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> subdivision)) {
                throw fault("subdivisions", "list of maps", each);
            }
            String code = text(subdivision, "iso_code");
            if (code != null && SUBDIVISION.matcher(code).matches()) {
                codes.add(country + "-" + code);
            }
        }
        return List.copyOf(codes);
    }

    private long asn() {
        Object value = fields.get("autonomous_system_number");
        if (value == null) {
            return 0;
        }
        if (!(value instanceof Number number)) {
            throw fault("autonomous_system_number", "number", value);
        }
        return number.longValue();
    }

    private @Nullable Position position() {
        Map<?, ?> location = map("location");
        Double latitude = degrees(location, "latitude", 90);
        Double longitude = degrees(location, "longitude", 180);
        if (latitude == null || longitude == null) {
            latitude = degrees(fields, "latitude", 90);
            longitude = degrees(fields, "longitude", 180);
        }
        return latitude == null || longitude == null ? null : new Position(latitude, longitude);
    }

    private static @Nullable Double degrees(Map<?, ?> of, String key, int most) {
        Object value = of.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Number number)) {
            throw fault(key, "number", value);
        }
        double degrees = number.doubleValue();
        if (!(Math.abs(degrees) <= most)) {
            throw new UnknownLayoutException("a record whose '" + key + "' is " + degrees + ", not within " + most
                    + " degrees: fetch the database again");
        }
        return degrees;
    }

    /** Empty where it is missing. A flat layout may have a text of this name. */
    private Map<?, ?> map(String key) {
        Object value = fields.get(key);
        if (value == null || value instanceof String) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw fault(key, "map", value);
        }
        return map;
    }

    private static @Nullable String text(Map<?, ?> of, String key) {
        Object value = of.get(key);
        if (value != null && !(value instanceof String)) {
            throw fault(key, "text", value);
        }
        return (String) value;
    }

    private static UnknownLayoutException fault(String key, String expected, Object value) {
        return new UnknownLayoutException("a record whose '" + key + "' is no " + expected + ", but a "
                + value.getClass().getSimpleName() + ": this layout is not known");
    }
}
