package io.wideip.config;

import java.time.Duration;

/**
 * How a VIP, or an application behind it, is tested. Two checks that are equal test the same, so a target keeps its verdict
 * over a reload that leaves its check as it was.
 *
 * @param probe what one attempt does; read and run by the prober
 * @param interval from the start of one attempt to the start of the next, before jitter
 * @param timeout of one attempt as a whole; never above the interval
 * @param fall failures in a row that take a target down
 * @param rise successes in a row that bring it up
 * @param reset successes in a row that clear the count of failures
 */
public record HealthCheck(
        String name, ProbeOptions probe, Duration interval, Duration timeout, int fall, int rise, int reset) {}
