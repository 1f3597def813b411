package io.wideip.config.yaml;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a health check is made, and how many results count: the same keys in a check and in the defaults. */
record CheckTimes(
        Duration interval,
        Duration timeout,
        int fall,
        int rise,
        int reset,
        @Nullable Duration fastInterval) {
    static final CheckTimes BUILT_IN = new CheckTimes(Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1, null);

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final int MOST = 100;

    static CheckTimes read(YamlSection section, CheckTimes defaults) {
        Duration interval = section.duration("interval", SHORTEST_INTERVAL, LONGEST_INTERVAL, defaults.interval);
        // A timeout that nobody wrote gives way to a shorter interval.
        Duration fallback = defaults.timeout.compareTo(interval) > 0 ? interval : defaults.timeout;
        Duration timeout = section.duration("timeout", SHORTEST_TIMEOUT, LONGEST_INTERVAL, fallback);
        if (timeout.compareTo(interval) > 0) {
            section.problem(
                    "timeout",
                    "'timeout' is '" + Durations.format(timeout) + "', above the interval: write at most "
                            + Durations.format(interval));
        }
        return new CheckTimes(
                interval,
                timeout,
                section.integer("fall", 1, MOST, defaults.fall),
                section.integer("rise", 1, MOST, defaults.rise),
                section.integer("reset", 1, MOST, defaults.reset),
                fastInterval(section, interval, defaults.fastInterval));
    }

    private static @Nullable Duration fastInterval(
            YamlSection section, Duration interval, @Nullable Duration fallback) {
        if (!section.has("fastInterval")) {
            // One that nobody wrote here gives way to a shorter interval.
            return fallback == null || fallback.compareTo(interval) <= 0 ? fallback : interval;
        }
        Duration fast = section.duration("fastInterval", SHORTEST_INTERVAL, LONGEST_INTERVAL, interval);
        if (fast.compareTo(interval) > 0) {
            section.problem(
                    "fastInterval",
                    "'fastInterval' is '" + Durations.format(fast) + "', above the interval: write at most "
                            + Durations.format(interval));
        }
        return fast;
    }
}
