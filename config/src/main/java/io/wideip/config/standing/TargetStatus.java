package io.wideip.config.standing;

import java.time.Instant;

/**
 * A verdict on a target, since when, and why.
 *
 * @param available whether the target counts as up: unknown counts as what was last known, else as up
 * @param reason of the newest change, for people: {@code "3 checks in a row failed: connection refused"}
 * @param since when the verdict last changed
 */
public record TargetStatus(Verdict verdict, boolean available, String reason, Instant since) {
    /** How a target stands that nobody has judged. */
    public static final TargetStatus NEVER_JUDGED =
            new TargetStatus(Verdict.UNKNOWN, true, "not checked yet", Instant.EPOCH);
}
