package io.wideip.config.review;

import io.wideip.config.Doubt;
import io.wideip.config.Zone;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Place;
import org.jspecify.annotations.Nullable;

/** What is surely not meant about the static records of zones. */
final class RecordReview {
    private RecordReview() {}

    static void run(Merged merged, Findings findings) {
        for (Zone zone : merged.catalog().zones().values()) {
            Origin text = merged.provenance().of("zones", zone.name().text(), "records");
            for (Doubt doubt : zone.records().doubts()) {
                findings.add(doubt.code(), () -> at(text, doubt.line()), doubt.what());
            }
        }
    }

    /** A text of several lines is a block, which begins in the line after the one where its indicator stands. */
    private static @Nullable Origin at(@Nullable Origin text, int line) {
        return text instanceof Place place && line > 0 ? new Place(place.file(), place.line() + line, 1) : text;
    }
}
