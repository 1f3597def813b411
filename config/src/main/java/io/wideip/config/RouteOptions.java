package io.wideip.config;

import java.time.Duration;
import java.util.List;

/**
 * What Routes may do: the section {@code routes}.
 *
 * @param annotationPrefix without its slash
 * @param allow empty: no Route may claim a name
 * @param brakeHold how long claims stay that a cluster has lost in a body; zero lets them go
 */
public record RouteOptions(String annotationPrefix, List<ClaimRule> allow, RouteLimits limits, Duration brakeHold) {
    public static final RouteOptions STANDARD =
            new RouteOptions("wideip.io", List.of(), RouteLimits.STANDARD, Duration.ofMinutes(10));
}
