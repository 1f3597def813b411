package io.wideip.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrillReportTest {
    @Test
    void aQuantileIsTheTimeWithinWhichSoManyHaveMoved() {
        double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertThat(DrillReport.quantile(hundred, 0.5)).isEqualTo(50);
        assertThat(DrillReport.quantile(hundred, 0.99)).isEqualTo(99);
        assertThat(DrillReport.quantile(hundred, 1)).isEqualTo(100);
        assertThat(DrillReport.quantile(new double[] {3}, 0.5)).isEqualTo(3);
        assertThat(DrillReport.quantile(new double[] {1, 9}, 0.99)).isEqualTo(9);
        assertThat(DrillReport.quantile(new double[0], 1)).isZero();
    }
}
