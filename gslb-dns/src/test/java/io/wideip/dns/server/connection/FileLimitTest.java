package io.wideip.dns.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.StreamLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileLimitTest {
    private static final StreamLimits LIMITS = StreamLimits.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "20000, 16384",
        "18884, 16384",
        "18883, 16383",
        "5000, 2500",
        "4999, 2500",
        "1024, 512",
        "100, 50",
        "2, 1",
        "1, 1",
        "-1, 16384"
    })
    void leavesOtherSocketsTheirFiles(long files, int connections) {
        assertThat(FileLimit.fit(LIMITS, 2_300, files).connections()).isEqualTo(connections);
    }

    @Test
    void leavesTheOtherLimitsAlone() {
        assertThat(FileLimit.fit(LIMITS, 2_300, 1024))
                .isEqualTo(new StreamLimits(512, LIMITS.perClient(), LIMITS.idle(), LIMITS.message()));
    }
}
