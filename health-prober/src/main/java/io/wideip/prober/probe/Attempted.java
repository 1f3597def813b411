package io.wideip.prober.probe;

import java.time.Duration;

/**
 * One attempt that has ended.
 *
 * @param took from its start on an event loop, without the time that it waited for that
 */
public record Attempted(Outcome outcome, Duration took) {}
