package io.wideip.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0s,0", "500ms,500", "30s,30000", "5m,300000", "1h,3600000", "7d,604800000", "1001ms,1001", "90s,90000"
    })
    void whatIsReadIsWrittenTheSame(String written, long millis) {
        Duration duration = Durations.parse(written);

        assertThat(duration).isEqualTo(Duration.ofMillis(millis));
        assertThat(Durations.format(Duration.ofMillis(millis))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "10", "-1s", "1.5s", "01s", "1 s", "1S", "1w", "1h30m", "99999999999s"})
    void whatIsNoneIsRefused(String written) {
        assertThat(Durations.parse(written)).isNull();
    }
}
