package io.wideip.config.yaml;

import io.wideip.config.section.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A definition as a text gives it, and the places of its values in the first text of equal ones. Immutable. */
final class WrittenText<T> {
    private final T definition;
    private final Place start;
    private final List<String> keys;
    /** Of the value of each key. */
    private final List<Place> places;

    private WrittenText(T definition, Place start, List<String> keys, List<Place> places) {
        this.definition = definition;
        this.start = start;
        this.keys = List.copyOf(keys);
        this.places = List.copyOf(places);
    }

    /** @param start where the first text begins */
    static <T> WrittenText<T> of(T definition, Place start, YamlSection section) {
        List<String> keys = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        add(section, "", keys, places);
        return new WrittenText<>(definition, start, keys, places);
    }

    private static void add(YamlSection section, String within, List<String> keys, List<Place> places) {
        for (String key : section.asked()) {
            if (section.isGiven(key)) {
                keys.add(within + key);
                places.add(section.place(key));
            }
        }
        for (Map.Entry<String, YamlSection> child : section.children().entrySet()) {
            add(child.getValue(), within + child.getKey() + ".", keys, places);
        }
    }

    T definition() {
        return definition;
    }

    Place start() {
        return start;
    }

    /** Where the value of a key stands in the first text; null where the text does not give it. */
    @Nullable
    Place place(String key) {
        int found = keys.indexOf(key);
        return found < 0 ? null : places.get(found);
    }
}
