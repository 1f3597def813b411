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
        "17408, 16384",
        "17407, 16383",
        "4096, 3072",
        "1024, 768",
        "100, 36",
        "2, 1",
        "-1, 16384"
    })
    void keepsSomeFilesForOtherThings(long files, int connections) {
        assertThat(FileLimit.fit(LIMITS, files).connections()).isEqualTo(connections);
    }

    @Test
    void leavesTheOtherLimitsAlone() {
        assertThat(FileLimit.fit(LIMITS, 1024))
                .isEqualTo(new StreamLimits(768, LIMITS.perClient(), LIMITS.idle(), LIMITS.message()));
    }
}
