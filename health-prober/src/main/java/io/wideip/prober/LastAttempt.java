package io.wideip.prober;

import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * The newest attempt of a target that has ended.
 *
 * @param outcome as it counts
 * @param at when it ended
 * @param took without the time that it waited for its turn
 */
public record LastAttempt(Outcome outcome, Instant at, Duration took) {}
