package io.wideip.routes.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReadScheduleTest {
    private static final ServiceKey A = new ServiceKey("shop", "a");
    private static final ServiceKey B = new ServiceKey("shop", "b");
    private static final Duration STANDARD = Duration.ofNanos(600);
    private static final Duration SOON = Duration.ofNanos(30);

    private final ReadSchedule schedule = new ReadSchedule(STANDARD, SOON);

    @Test
    void readsSoonAgainWhilePodsOfTwoTemplatesRun() {
        assertThat(schedule.read(A, false, 0)).isEqualTo(STANDARD);
        assertThat(schedule.read(A, true, 600)).isEqualTo(SOON);
        assertThat(schedule.read(A, false, 630)).isEqualTo(STANDARD);
    }

    @Test
    void aCheckThatFailsHasItReadAtOnceAndSoonAgainForAWhile() {
        assertThat(schedule.failed(A, 0)).isZero();
        schedule.read(A, false, 0);
        schedule.read(B, false, 0);

        assertThat(schedule.failed(A, 100)).isZero();
        assertThat(schedule.read(A, false, 110)).isEqualTo(SOON);
        assertThat(schedule.read(A, false, 699)).isEqualTo(SOON);
        assertThat(schedule.read(A, false, 700)).isEqualTo(STANDARD);
        assertThat(schedule.read(B, false, 600)).isEqualTo(STANDARD);
    }

    @Test
    void howOftenAChecksFailsDoesNotMatter() {
        schedule.read(A, false, 100);

        assertThat(schedule.failed(A, 110)).isEqualTo(Duration.ofNanos(20));
        assertThat(schedule.failed(A, 129)).isEqualTo(Duration.ofNanos(1));
        assertThat(schedule.failed(A, 130)).isZero();
    }

    @Test
    void whatNobodyAsksForIsForgotten() {
        schedule.read(A, false, 100);
        schedule.failed(A, 100);
        schedule.forget(A);

        assertThat(schedule.read(A, false, 110)).isEqualTo(STANDARD);
        schedule.forget(A);
        assertThat(schedule.failed(A, 110)).isZero();
    }
}
