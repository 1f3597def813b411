package io.wideip.dns.change;

import java.util.List;

/**
 * Wide IPs whose answers changed alike, by one cause.
 *
 * @param hasNobody whether they have no available member now, and had one before
 * @param names a few of them
 * @param keys by which others are found
 */
public record ChangedGroup(
        int wideIps,
        ServedBy from,
        ServedBy to,
        Trend trend,
        boolean hasNobody,
        List<ChangedName> names,
        ChangeKeys keys) {

    /** What it means for clients. */
    public enum Trend {
        /** Fewer members are available. */
        WORSE,
        /** More are. */
        BETTER,
        /** As many are. */
        OTHER,
        ADDED,
        REMOVED,
        /** Its answers are the same; it shares something else than before, which is kept to find earlier changes, or has nobody left. */
        UNCHANGED
    }
}
