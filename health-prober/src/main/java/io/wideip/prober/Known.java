package io.wideip.prober;

import io.wideip.config.standing.TargetStatus;
import java.time.Instant;

/**
 * What is known of a target beyond its being tracked: after a restart, or after a reload that takes it away or changes how it is
 * tested.
 *
 * @param address as in the target
 * @param host as in the target
 * @param check the name of its check
 * @param probe what its check asks, as a text that is equal only where the same is asked
 * @param at when it was known
 */
record Known(
        String address,
        String host,
        String check,
        String probe,
        TargetStatus status,
        Judgement judgement,
        boolean everJudged,
        Instant at) {}
