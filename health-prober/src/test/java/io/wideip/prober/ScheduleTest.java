package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in milliseconds; the interval is ten seconds, and the grid begins at 500. */
final class ScheduleTest {
    private static final HealthCheck CHECK = TestProber.CHECK;
    private static final double EARLIEST = 0;
    private static final double UNSHIFTED = 0.5;
    private static final double LATEST = 1;

    private final Schedule schedule = new Schedule(CHECK, nanos(500));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # began, random, due
            500,     0,      9500
            500,     0.5,    10500
            500,     1,      11500
            # One that began early or late belongs to its place on the grid all the same.
            9500,    0.5,    20500
            11500,   0.5,    20500
            """)
    void theNextIsDueOnTheGridATenthOfTheIntervalEarlierOrLater(long began, double random, long due) {
        assertThat(next(began, CHECK.interval(), random)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # began, random, due
            3000,    0,      3900
            3000,    0.5,    4000
            3000,    1,      4100
            # The grid is nearer.
            9450,    0,      9500
            """)
    void aQuickOneIsDueAPaceAfterTheLastBeganButNoLaterThanOnTheGrid(long began, double random, long due) {
        assertThat(next(began, Duration.ofSeconds(1), random)).isEqualTo(due);
    }

    @Test
    void oneThatWasMissedIsDueNow() {
        assertThat(due(500, CHECK.interval(), 700_000, UNSHIFTED)).isEqualTo(700_000);
        assertThat(due(500, CHECK.interval(), 10_499, UNSHIFTED)).isEqualTo(10_500);
    }

    @Test
    void oneThatIsMadeAgainIsDueWithinASecond() {
        assertThat(Schedule.again(nanos(700), EARLIEST)).isEqualTo(nanos(700));
        assertThat(Schedule.again(nanos(700), LATEST)).isEqualTo(nanos(1700));
    }

    private long next(long began, Duration pace, double random) {
        return due(began, pace, began, random);
    }

    private long due(long began, Duration pace, long now, double random) {
        return schedule.nextDue(nanos(began), pace, nanos(now), random) / 1_000_000;
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
