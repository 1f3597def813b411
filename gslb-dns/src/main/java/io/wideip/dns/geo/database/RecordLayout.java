package io.wideip.dns.geo.database;

import com.maxmind.db.Reader;
import io.wideip.config.Position;
import java.io.IOException;
import java.net.InetAddress;
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

    private final RecordFields fields;

    private RecordLayout(RecordFields fields) {
        this.fields = fields;
    }

    /** What a database says of an address; null where it says nothing. */
    static @Nullable GeoRecord read(Reader reader, InetAddress address) throws IOException {
        try {
            RecordFields fields = reader.get(address, RecordFields.class);
            return fields == null ? null : new RecordLayout(fields).record();
        } catch (ClassCastException thrown) {
            Object decoded = reader.get(address, Object.class);
            throw decoded instanceof Map
                    ? thrown
                    : new UnknownLayoutException("a record that is no map, but a "
                            + decoded.getClass().getSimpleName() + ": use a database of countries, cities or ASNs");
        }
    }

    private GeoRecord record() {
        String country = code(isoCode("country", fields.country()), text("country_code", fields.countryCode()));
        country = code(country, isoCode("registered_country", fields.registeredCountry()));
        String continent = code(
                text("code", map("continent", fields.continent()).get("code")),
                text("continent_code", fields.continentCode()));
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
        Object value = fields.subdivisions();
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
            String code = text("iso_code", subdivision.get("iso_code"));
            if (code != null && SUBDIVISION.matcher(code).matches()) {
                codes.add(country + "-" + code);
            }
        }
        return List.copyOf(codes);
    }

    private long asn() {
        Object value = fields.asn();
        if (value == null) {
            return 0;
        }
        if (!(value instanceof Number number)) {
            throw fault("autonomous_system_number", "number", value);
        }
        return number.longValue();
    }

    private @Nullable Position position() {
        Map<?, ?> location = map("location", fields.location());
        Double latitude = degrees("latitude", location.get("latitude"), 90);
        Double longitude = degrees("longitude", location.get("longitude"), 180);
        if (latitude == null || longitude == null) {
            latitude = degrees("latitude", fields.latitude(), 90);
            longitude = degrees("longitude", fields.longitude(), 180);
        }
        return latitude == null || longitude == null ? null : new Position(latitude, longitude);
    }

    private static @Nullable Double degrees(String key, @Nullable Object value, int most) {
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
    private static Map<?, ?> map(String key, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw fault(key, "map", value);
        }
        return map;
    }

    private static @Nullable String isoCode(String key, @Nullable Object value) {
        return text("iso_code", map(key, value).get("iso_code"));
    }

    private static @Nullable String text(String key, @Nullable Object value) {
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
