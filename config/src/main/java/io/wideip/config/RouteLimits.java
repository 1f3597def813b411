package io.wideip.config;

import java.time.Duration;

/** What application teams may ask for by annotations; beyond, the bound holds. Bounds belong to what is allowed. */
public record RouteLimits(
        Duration leastTtl,
        Duration mostTtl,
        Duration leastInterval,
        Duration leastTimeout,
        Duration mostTimeout,
        int mostAnswers) {
    public static final RouteLimits STANDARD = new RouteLimits(
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            8);
}
