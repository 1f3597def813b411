package io.wideip.prober;

import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
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
        @Nullable LastAttempt last) {}
