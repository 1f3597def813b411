package io.wideip.app.api;

import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangedGroup;
import io.wideip.dns.change.ChangedName;
import io.wideip.dns.change.ServedBy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of answers, the newest first.
 *
 * @param next the id to give as {@code before} for the next page; absent on the last one
 * @param keptSince when the oldest change was that is still kept; absent where none is
 * @param certainSince of one name: since when all changes are known; absent where that is since {@code keptSince}
 */
public record JournalPage(
        List<JournalChange> changes,
        @Nullable Long next,
        @Nullable Instant keptSince,
        @Nullable Instant certainSince) {

    /**
     * One change.
     *
     * @param id grows from change to change, over restarts too
     * @param furtherCauses how many more there are
     * @param wideIps whose answers changed
     * @param withNobody those of them that have no available member any more
     * @param further wide IPs whose answers may have changed besides
     * @param match of one name: whether its answers changed; absent where no name was asked for
     * @param groups wide IPs that changed alike; of one name only those that it is in
     */
    public record JournalChange(
            long id,
            Instant at,
            ChangeCause.Kind kind,
            List<ChangeCause> causes,
            int furtherCauses,
            int wideIps,
            int withNobody,
            int further,
            ChangeKeys.@Nullable Match match,
            List<GroupReport> groups) {}

    /**
     * Wide IPs whose answers changed alike.
     *
     * @param nobodyLeft whether they have no available member any more
     * @param furtherNames how many more names there are
     */
    public record GroupReport(
            int wideIps,
            ServedBy from,
            ServedBy to,
            ChangedGroup.Trend trend,
            boolean nobodyLeft,
            List<ChangedName> names,
            int furtherNames) {}
}
