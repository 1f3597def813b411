package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TallyTest {
    /** Two months in which 2,000 attempts are always under way are longer than 2^63 nanoseconds. */
    @Test
    void theTimeOfAllAttemptsDoesNotOverflow() {
        Tally tally = new Tally();
        Duration century = Duration.ofDays(36_500);
        for (int i = 0; i < 4; i++) {
            tally.count("tcp", Outcome.SUCCESS, century.toNanos());
        }
        assertThat(tally.counts())
                .hasEntrySatisfying("tcp", all -> assertThat(all.time()).isEqualTo(century.multipliedBy(4)));
    }
}
