package io.wideip.dns.explain;

import java.util.List;

/**
 * Clients who get the same, and why.
 *
 * @param locations where they are; a few of them where there are many
 * @param furtherLocations how many more
 * @param replies all that they may get, or the first of them
 * @param furtherReplies how many more
 * @param tiers what was chosen among for them, pools before members; none where no policy chose
 */
public record ClientGroup(
        List<ClientLocation> locations,
        int furtherLocations,
        List<PossibleReply> replies,
        int furtherReplies,
        List<ExplainedTier> tiers) {}
