package io.wideip.config.availability;

import java.time.Instant;

/**
 * A verdict with what stands behind it.
 *
 * @param available whether the target counts as up: unknown counts as what was last known, else as up
 * @param reason of the newest change, for people: {@code "3 checks in a row failed: connection refused"}
 * @param since when the verdict last changed
 */
public record Standing(Verdict verdict, boolean available, String reason, Instant since) {
    /** How a target stands that nobody has judged. */
    public static final Standing NEVER_JUDGED = new Standing(Verdict.UNKNOWN, true, "not checked yet", Instant.EPOCH);
}
