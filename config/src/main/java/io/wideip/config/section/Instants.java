package io.wideip.config.section;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Moments as people write them: date, time and offset, as in ISO 8601. */
public final class Instants {
    private Instants() {}

    /** Null where the text is no moment: one without an offset is none, because it means another one at each server. */
    public static @Nullable Instant parse(String written) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
