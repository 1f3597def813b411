package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.admin.Pages.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LivenessTest {
    private Duration prober = Duration.ZERO;
    private Duration compile = Duration.ZERO;
    private final Liveness liveness = new Liveness(() -> prober, () -> compile);

    @Test
    void livesWhileBothMoveWithinTheirBounds() {
        prober = Liveness.PROBER;
        compile = Liveness.COMPILE;

        assertThat(liveness.page()).isEqualTo(Page.text(200, "alive\n"));
    }

    @Test
    void saysWhatDoesNotMove() {
        prober = Liveness.PROBER.plusSeconds(1);
        assertThat(liveness.page()).isEqualTo(Page.text(503, "the prober's thread has not moved for 61 s\n"));

        compile = Liveness.COMPILE.plusSeconds(1);
        assertThat(liveness.page())
                .isEqualTo(Page.text(
                        503,
                        "the prober's thread has not moved for 61 s\nthe compile thread has not moved for 301 s\n"));
    }
}
