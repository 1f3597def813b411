package io.wideip.prober;

import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.prober.probe.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * All that the prober tells of one target.
 *
 * @param type of its probe
 * @param failures since the count was last cleared; 0 while it is down
 * @param successes in a row; counted only while they have a count of failures to clear or a target to bring up
 * @param last null where no attempt has ended yet
 */
public record TargetReport(
        Target target,
        String datacenter,
        String type,
        TargetStatus status,
        int failures,
        int successes,
        @Nullable LastAttempt last) {
    /** Of the status, for people; of a target that nobody could judge yet, what its newest check came to. */
    public String reason() {
        if (last == null || !status.equals(TargetStatus.NEVER_JUDGED)) {
            return status.reason();
        }
        if (last.outcome() instanceof Outcome.Undecided undecided) {
            return undecided.reason();
        }
        return last.outcome() instanceof Outcome.Failure failure
                ? "not judged yet, the newest check failed with: " + failure.reason()
                : status.reason();
    }
}
