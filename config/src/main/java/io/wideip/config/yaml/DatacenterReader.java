package io.wideip.config.yaml;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import org.jspecify.annotations.Nullable;

/** An entry of {@code datacenters}. */
final class DatacenterReader {
    private DatacenterReader() {}

    static Datacenter read(YamlSection section) {
        return new Datacenter(section.name(), position(section));
    }

    /** The keys {@code latitude} and {@code longitude}: both or none. */
    static @Nullable Position position(YamlSection section) {
        Double latitude = section.decimal("latitude", -90, 90);
        Double longitude = section.decimal("longitude", -180, 180);
        if (section.has("latitude") && !section.has("longitude")) {
            section.problem("latitude", "'latitude' without 'longitude': write both or none");
        } else if (section.has("longitude") && !section.has("latitude")) {
            section.problem("longitude", "'longitude' without 'latitude': write both or none");
        }
        return latitude == null || longitude == null ? null : new Position(latitude, longitude);
    }
}
