package io.wideip.app.journal;

import io.wideip.app.api.JournalPage.GroupReport;
import io.wideip.app.api.JournalPage.JournalChange;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeKeys.Match;
import io.wideip.dns.change.ChangedGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the journal as the API has them. */
final class JournalReports {
    private JournalReports() {}

    static JournalChange of(JournalEntry entry) {
        return of(entry, entry.change().changed(), null);
    }

    /** As far as they are about one wide IP. */
    static JournalChange of(WideIpHistory.Found found) {
        return of(found.entry(), found.groups(), found.match() == Match.NO ? null : found.match());
    }

    private static JournalChange of(JournalEntry entry, List<ChangedGroup> groups, @Nullable Match match) {
        AnswersChange change = entry.change();
        return new JournalChange(
                entry.id(),
                entry.at(),
                change.kind(),
                change.causes(),
                change.furtherCauses(),
                change.wideIps(),
                change.withNobody(),
                change.further(),
                match,
                groups.stream().map(JournalReports::of).toList());
    }

    private static GroupReport of(ChangedGroup group) {
        return new GroupReport(
                group.wideIps(),
                group.from(),
                group.to(),
                group.trend(),
                group.hasNobody(),
                group.names(),
                group.wideIps() - group.names().size());
    }
}
