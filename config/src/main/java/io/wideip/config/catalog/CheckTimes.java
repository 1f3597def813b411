package io.wideip.config.catalog;

import io.wideip.config.HealthCheck;
import io.wideip.config.ProbeOptions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a health check is made, and how many results count. Null stands for what was not given. */
public record CheckTimes(
        @Nullable Duration interval,
        @Nullable Duration timeout,
        @Nullable Integer fall,
        @Nullable Integer rise,
        @Nullable Integer reset,
        @Nullable Duration fastInterval) {
    /** What holds where nobody says anything. Without {@code fastInterval}: then only the first verdict comes quickly. */
    public static final CheckTimes BUILT_IN =
            new CheckTimes(Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1, null);

    /**
     * These, and the defaults where these say nothing. A default timeout or fast interval gives way to a shorter interval.
     *
     * @param defaults whole, but for {@code fastInterval}
     */
    public CheckTimes over(CheckTimes defaults) {
        Duration every = given(interval, defaults.interval);
        return new CheckTimes(
                every,
                timeout == null ? shorter(given(defaults.timeout, null), every) : timeout,
                given(fall, defaults.fall),
                given(rise, defaults.rise),
                given(reset, defaults.reset),
                fastInterval == null && defaults.fastInterval != null
                        ? shorter(defaults.fastInterval, every)
                        : fastInterval);
    }

    /** The check with these times, which are whole. */
    HealthCheck of(String name, ProbeOptions probe) {
        return new HealthCheck(
                name,
                probe,
                given(interval, null),
                given(timeout, null),
                given(fall, null),
                given(rise, null),
                given(reset, null),
                fastInterval);
    }

    private static <T> T given(@Nullable T value, @Nullable T otherwise) {
        return value == null ? Objects.requireNonNull(otherwise) : value;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? other : one;
    }
}
