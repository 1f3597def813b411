package io.wideip.app.api;

import io.wideip.app.api.JournalPage.JournalChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last change of a wide IP's answers that the journal knows.
 *
 * @param change absent where it knows none
 * @param certainSince since when there was no other for certain: the journal may begin then, the server may have been started, or so
 *     much changed at once that the journal does not know all names; absent where the journal is empty
 */
public record LastChange(
        @Nullable JournalChange change, @Nullable Instant certainSince) {}
