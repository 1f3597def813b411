package io.wideip.prober.probe;

import java.time.Duration;

/**
 * One attempt that has ended.
 *
 * @param took from its start on an event loop, without the time that it waited for that
 * @param late how late its event loop ran meanwhile, all in all
 */
public record Attempted(Outcome outcome, Duration took, Duration late) {
    /** One whose event loop was in time. */
    public Attempted(Outcome outcome, Duration took) {
        this(outcome, took, Duration.ZERO);
    }
}
