package io.wideip.dns.geo.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Position;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where clients are of whom a database says no coordinates. */
final class GeoRecordTest {
    @Test
    void countriesHaveContinentsAndMiddles() {
        assertThat(Countries.codes())
                .containsAll(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2))
                .allSatisfy(code -> {
                    assertThat(Countries.continent(code)).isIn("AF", "AN", "AS", "EU", "NA", "OC", "SA");
                    assertThat(Countries.middle(code)).isNotNull();
                });
    }

    @Test
    void subdivisionsLieInTheirCountries() {
        assertThat(Subdivisions.codes()).hasSize(99).allSatisfy(code -> {
            assertThat(code).matches("(AU|BR|CA|US)-[A-Z]{2,3}");
            Position middle = new GeoRecord(null, code.substring(0, 2), List.of(code), 0, null).whereabouts();
            assertThat(middle).isNotNull();
            assertThat(middle.longitude())
                    .isBetween(code.startsWith("AU") ? 112.0 : -171.0, code.startsWith("AU") ? 154.0 : -34.0);
            assertThat(middle.latitude() > 15).isEqualTo(code.startsWith("US") || code.startsWith("CA"));
        });
    }

    @Test
    void coordinatesComeBeforeSubdivisionsAndTheseBeforeTheCountry() {
        Position lyon = new Position(45.75, 4.85);
        assertMiddle(null, lyon, new GeoRecord("EU", "FR", List.of("FR-ARA"), 0, lyon));
        assertMiddle("US-CA", new Position(37.2, -119.6), new GeoRecord("NA", "US", List.of("US-CA"), 0, null));
        assertMiddle("US-CA", new Position(37.2, -119.6), new GeoRecord("NA", "US", List.of("US-CA", "US-1"), 0, null));
        assertMiddle("FR", new Position(46.6, 2.5), new GeoRecord("EU", "FR", List.of("FR-ARA"), 0, null));
        assertMiddle(null, null, new GeoRecord("EU", "ZZ", List.of(), 0, null));
        assertMiddle(null, null, GeoRecord.NOTHING);
    }

    private static void assertMiddle(@Nullable String area, @Nullable Position where, GeoRecord record) {
        assertThat(record.middle()).isEqualTo(area);
        assertThat(record.whereabouts()).isEqualTo(where);
    }
}
