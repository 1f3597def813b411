package io.wideip.config.yaml;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code datacenters}. */
final class DatacenterReader {
    private DatacenterReader() {}

    static Datacenter read(YamlSection section) {
        Position position = position(section);
        if (!section.has("places")) {
            return new Datacenter(section.name(), position == null ? List.of() : List.of(position));
        }
        if (section.has("latitude") || section.has("longitude")) {
            section.problem("places", "both 'places' and a position: write all positions into 'places'");
        }
        return new Datacenter(section.name(), places(section));
    }

    private static List<Position> places(YamlSection section) {
        Value value = section.value("places");
        List<Value> items = value == null ? null : value.list();
        if (value != null && items != null && items.isEmpty()) {
            value.problem("'places' is empty: write at least one {latitude, longitude}, or leave it out");
        }
        List<Position> places = new ArrayList<>();
        for (Value item : items == null ? List.<Value>of() : items) {
            YamlSection place = item.section();
            Position position = place == null ? null : position(place);
            if (position != null) {
                places.add(position);
            } else if (place != null && !place.has("latitude") && !place.has("longitude")) {
                place.missing("latitude", "no position here: write latitude and longitude", "longitude");
            }
        }
        return List.copyOf(places);
    }

    /** The keys {@code latitude} and {@code longitude}: both or none. */
    static @Nullable Position position(YamlSection section) {
        Double latitude = section.decimal("latitude", -90, 90);
        Double longitude = section.decimal("longitude", -180, 180);
        CompanionKeys.require(section, "latitude", "longitude", "write both or none");
        CompanionKeys.require(section, "longitude", "latitude", "write both or none");
        return latitude == null || longitude == null ? null : new Position(latitude, longitude);
    }
}
