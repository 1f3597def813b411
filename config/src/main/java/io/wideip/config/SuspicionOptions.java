package io.wideip.config;

import java.time.Duration;

/**
 * When a prober takes itself for unwell rather than the targets.
 *
 * @param share in percent, 1 to 100: how many of a datacenter's targets that were up must fail
 * @param datacenters in how many datacenters
 * @param within in what time; a check whose targets have not all been tried in it has its interval and its timeout
 */
public record SuspicionOptions(int share, int datacenters, Duration within) {
    public static final SuspicionOptions DEFAULT = new SuspicionOptions(60, 2, Duration.ofSeconds(10));
}
