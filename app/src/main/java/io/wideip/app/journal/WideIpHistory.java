package io.wideip.app.journal;

import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys.Match;
import io.wideip.dns.change.ChangeKeys.WideIpKeys;
import io.wideip.dns.change.ChangeTrail;
import io.wideip.dns.change.ChangedGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one wide IP, the newest first.
 *
 * @param certainSince since when all of them are known; null where that is since the journal begins
 */
record WideIpHistory(List<Found> found, @Nullable Instant certainSince) {

    /**
     * A change that has changed it, or perhaps has.
     *
     * @param groups those that it was in, or may have been in
     */
    record Found(JournalEntry entry, Match match, List<ChangedGroup> groups) {}

    /**
     * Goes back from how it stands now.
     *
     * @param entries the oldest first
     * @param now by what it is found in the newest
     * @param since where to end
     */
    @SuppressWarnings("ReferenceEquality") // The trail gives one of those that it was given.
    static WideIpHistory of(List<JournalEntry> entries, WideIpKeys now, Instant since) {
        List<Found> found = new ArrayList<>();
        Instant certainSince = null;
        ChangeTrail trail = new ChangeTrail(now);
        List<JournalEntry> moment = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0 && !entries.get(i).at().isBefore(since); i--) {
            JournalEntry entry = entries.get(i);
            moment.add(entry);
            if (entry.change().part() > 0 && i > 0) {
                continue;
            }
            boolean isStart = entry.change().kind() == ChangeCause.Kind.START;
            ChangeTrail.Found trace =
                    trail.back(moment.stream().map(JournalEntry::change).toList());
            if ((isStart || trace.isLost()) && certainSince == null) {
                certainSince = entry.at();
            }
            for (JournalEntry each : moment) {
                if (isStart || each.change() == trace.change()) {
                    found.add(new Found(each, trace.match(), trace.groups()));
                }
            }
            moment.clear();
        }
        return new WideIpHistory(found, certainSince);
    }

    /** The last change, if there was one since the journal begins; the start of the server is none. */
    @Nullable
    Found last() {
        return found.stream().filter(each -> each.match != Match.NO).findFirst().orElse(null);
    }
}
