package io.wideip.app.command;

import io.wideip.app.api.ExplanationReport.DistanceReport;
import io.wideip.app.api.ExplanationReport.GeoRecordReport;
import io.wideip.app.api.ExplanationReport.LocationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where clients are, in a line for people. */
final class LocationText {
    private LocationText() {}

    static String of(LocationReport location) {
        return location.example() + ": " + order(location) + ", " + why(location) + record(location.record());
    }

    private static String order(LocationReport location) {
        Map<String, Long> kilometres = location.distances().stream()
                .collect(Collectors.toMap(DistanceReport::datacenter, DistanceReport::kilometres));
        return location.order().isEmpty()
                ? "no location"
                : "prefers "
                        + location.order().stream()
                                .map(name -> name
                                        + (kilometres.containsKey(name) ? " (" + kilometres.get(name) + " km)" : ""))
                                .collect(Collectors.joining(", "));
    }

    private static String why(LocationReport location) {
        if (location.rule() != null) {
            return "by the rule at " + location.rule()
                    + (location.network() == null ? "" : " for " + location.network());
        }
        GeoRecordReport record = location.record();
        if (record == null || location.distances().isEmpty()) {
            return "in no rule of the topology";
        }
        return "by the distance from "
                + (record.latitude() == null
                        ? "the middle of " + record.middle()
                        : record.latitude() + ", " + record.longitude());
    }

    private static String record(@Nullable GeoRecordReport record) {
        String words = record == null ? "" : words(record);
        return words.isEmpty() ? "" : "; databases say " + words;
    }

    /** What a database says, but for coordinates; empty where it is no more. */
    static String words(GeoRecordReport record) {
        List<String> words = new ArrayList<>();
        if (record.country() != null) {
            words.add("country " + record.country());
        } else if (record.continent() != null) {
            words.add("continent " + record.continent());
        }
        words.addAll(record.subdivisions());
        if (record.asn() != null) {
            words.add("AS " + record.asn());
        }
        return String.join(", ", words);
    }
}
