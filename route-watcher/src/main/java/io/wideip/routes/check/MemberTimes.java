package io.wideip.routes.check;

import io.wideip.config.RouteLimits;
import io.wideip.config.catalog.CheckTimes;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Durations;
import io.wideip.routes.annotation.Annotations;
import io.wideip.routes.backend.ContainerProbe;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a member is checked, and how many results count. */
final class MemberTimes {
    static final String INTERVAL = "health-check-interval";
    static final String TIMEOUT = "health-check-timeout";
    static final String FALL = "health-check-fall";
    static final String RISE = "health-check-rise";
    /** The most that the YAML takes, too. */
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    private static final int MOST = 100;
    /** A probe's times are for a kubelet beside the pod; these are for a network between, and for a router with many pods. */
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(3);
    private static final int LEAST_FALL = 2;

    private final CheckTimes defaults;
    private final RouteLimits limits;

    /** @param defaults whole: with them a timeout that is given may be above an interval that is not */
    MemberTimes(CheckTimes defaults, RouteLimits limits) {
        this.defaults = defaults;
        this.limits = limits;
    }

    /** Those of a probe, or none. */
    CheckTimes of(@Nullable ContainerProbe probe, Origin origin, Map<String, Origin> origins) {
        if (probe == null) {
            return new CheckTimes(null, null, null, null, null, null);
        }
        Duration interval = seconds(probe.period(), longer(LEAST_INTERVAL, limits.leastInterval()), LONGEST_INTERVAL);
        Duration timeout = seconds(probe.timeout(), longer(LEAST_TIMEOUT, limits.leastTimeout()), limits.mostTimeout());
        Integer fall = probe.failures() == null ? null : within(probe.failures(), LEAST_FALL, MOST);
        // One success is Kubernetes' default, and would bring back a target that fails every other check.
        Integer rise = probe.successes() == null || probe.successes() <= 1 ? null : within(probe.successes(), 1, MOST);
        put(origins, "interval", interval, origin);
        put(origins, "timeout", timeout, origin);
        put(origins, "fall", fall, origin);
        put(origins, "rise", rise, origin);
        return new CheckTimes(interval, timeout, fall, rise, null, null);
    }

    /** Those of annotations, and the others where these say nothing. */
    CheckTimes annotated(CheckTimes others, Annotations annotations, Map<String, Origin> origins) {
        Duration interval = annotations.duration(INTERVAL, limits.leastInterval(), LONGEST_INTERVAL);
        Duration timeout = annotations.duration(TIMEOUT, limits.leastTimeout(), limits.mostTimeout());
        Integer fall = annotations.integer(FALL, 1, MOST);
        Integer rise = annotations.integer(RISE, 1, MOST);
        put(origins, "interval", interval, annotations.origin(INTERVAL));
        put(origins, "timeout", timeout, annotations.origin(TIMEOUT));
        put(origins, "fall", fall, annotations.origin(FALL));
        put(origins, "rise", rise, annotations.origin(RISE));
        Duration every = given(interval, given(others.interval(), defaults.interval()));
        Duration within = given(timeout, others.timeout());
        if (within != null && every != null && within.compareTo(every) > 0) {
            within = every;
            if (timeout != null) {
                String longest = Durations.format(every);
                annotations.refuse(TIMEOUT, longest + " holds, because the interval is " + longest);
            }
        }
        return new CheckTimes(
                given(interval, others.interval()),
                within,
                given(fall, others.fall()),
                given(rise, others.rise()),
                others.reset(),
                fast(others.fastInterval(), every));
    }

    private static @Nullable Duration fast(@Nullable Duration fast, @Nullable Duration every) {
        return fast != null && every != null && fast.compareTo(every) > 0 ? every : fast;
    }

    private static void put(Map<String, Origin> origins, String key, @Nullable Object value, @Nullable Origin origin) {
        if (value != null && origin != null) {
            origins.put(key, origin);
        }
    }

    private static @Nullable Duration seconds(@Nullable Integer given, Duration least, Duration most) {
        if (given == null) {
            return null;
        }
        Duration duration = Duration.ofSeconds(given);
        Duration atLeast = longer(duration, least);
        return atLeast.compareTo(most) > 0 ? most : atLeast;
    }

    private static int within(int given, int least, int most) {
        return Math.max(least, Math.min(most, given));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static <T> @Nullable T given(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
