package io.wideip.dns.geo.database;

import io.wideip.config.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What databases say of the clients of some networks.
 *
 * @param continent a code of two letters
 * @param country an ISO 3166-1 code of two letters
 * @param subdivisions ISO 3166-2 codes, such as US-CA, the largest first
 * @param asn the number of the autonomous system; 0 where it is not known
 * @param position where they are, as the database has it
 */
public record GeoRecord(
        @Nullable String continent,
        @Nullable String country,
        List<String> subdivisions,
        long asn,
        @Nullable Position position) {
    /** Nothing is known. */
    public static final GeoRecord NOTHING = new GeoRecord(null, null, List.of(), 0, null);

    /** With what another database says where this one says nothing. */
    public GeoRecord orElse(GeoRecord other) {
        if (equals(NOTHING) || other.equals(NOTHING)) {
            return equals(NOTHING) ? other : this;
        }
        return new GeoRecord(
                continent == null ? other.continent : continent,
                country == null ? other.country : country,
                subdivisions.isEmpty() ? other.subdivisions : subdivisions,
                asn == 0 ? other.asn : asn,
                position == null ? other.position : position);
    }

    /** Where these clients are: by the database, else about the {@link #middle} of where they are; null where not even that is known. */
    public @Nullable Position whereabouts() {
        String area = middle();
        if (area == null) {
            return position;
        }
        Position ofSubdivision = Subdivisions.middle(area);
        return ofSubdivision == null ? Countries.middle(area) : ofSubdivision;
    }

    /** The smallest area whose middle counts, a subdivision or the country; null where coordinates count, or no such area is known. */
    public @Nullable String middle() {
        if (position != null) {
            return null;
        }
        for (int number = subdivisions.size() - 1; number >= 0; number--) {
            if (Subdivisions.middle(subdivisions.get(number)) != null) {
                return subdivisions.get(number);
            }
        }
        return country == null || Countries.middle(country) == null ? null : country;
    }
}
