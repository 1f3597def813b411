package io.wideip.config.standing;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A verdict on a target, since when, and why. There is one for each target, so it holds its time as a number.
 *
 * @param available whether the target counts as up: unknown counts as what was last known, else as up
 * @param reason of the newest change, for people: {@code "3 checks in a row failed: connection refused"}
 * @param sinceNanos when the verdict last changed, since 1970
 */
public record TargetStatus(Verdict verdict, boolean available, String reason, long sinceNanos) {
    /** How a target stands that nobody has judged. */
    public static final TargetStatus NEVER_JUDGED =
            new TargetStatus(Verdict.UNKNOWN, true, "not checked yet", Instant.EPOCH);

    public TargetStatus(Verdict verdict, boolean available, String reason, Instant since) {
        this(verdict, available, reason, TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano());
    }

    public Instant since() {
        return Instant.ofEpochSecond(0, sinceNanos);
    }
}
