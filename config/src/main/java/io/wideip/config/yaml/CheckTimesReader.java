package io.wideip.config.yaml;

import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.section.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The times of a health check: the same keys in a check and in the defaults. */
final class CheckTimesReader {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final int MOST = 100;

    private CheckTimesReader() {}

    /** @param defaults whole: with them a timeout that is written may be above an interval that is not */
    static CheckTimes read(YamlSection section, CheckTimes defaults) {
        CheckTimes times = new CheckTimes(
                section.durationOrNull("interval", SHORTEST_INTERVAL, LONGEST_INTERVAL),
                section.durationOrNull("timeout", SHORTEST_TIMEOUT, LONGEST_INTERVAL),
                section.integerOrNull("fall", 1, MOST),
                section.integerOrNull("rise", 1, MOST),
                section.integerOrNull("reset", 1, MOST),
                section.durationOrNull("fastInterval", SHORTEST_INTERVAL, LONGEST_INTERVAL));
        Duration interval = Objects.requireNonNull(times.over(defaults).interval());
        requireAtMost(interval, times.timeout(), "timeout", section);
        requireAtMost(interval, times.fastInterval(), "fastInterval", section);
        return times;
    }

    private static void requireAtMost(Duration interval, @Nullable Duration written, String key, YamlSection section) {
        if (written != null && written.compareTo(interval) > 0) {
            section.problem(
                    key,
                    "'" + key + "' is '" + Durations.format(written) + "', above the interval: write at most "
                            + Durations.format(interval));
        }
    }
}
