package io.wideip.app.journal;

import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangedGroup;
import java.time.Instant;

/**
 * A change of answers.
 *
 * @param id grows from entry to entry, over restarts too: microseconds since 1970, or more where entries follow each other quickly
 */
record JournalEntry(long id, Instant at, AnswersChange change) {
    private static final long OBJECT = 64;

    /** About how many octets it takes. */
    long size() {
        long size = 4 * OBJECT;
        for (ChangeCause cause : change.causes()) {
            size += OBJECT + cause.text().length();
        }
        for (ChangedGroup group : change.groups()) {
            size += 4 * OBJECT
                    + 8L * (group.keys().ofNames().length + group.keys().ofShared().length);
            size += OBJECT * (group.from().vips().size() + group.to().vips().size());
            size += 3 * OBJECT * group.names().size();
        }
        return size;
    }
}
