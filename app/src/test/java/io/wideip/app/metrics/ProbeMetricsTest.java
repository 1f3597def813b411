package io.wideip.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wideip.config.HealthCheck;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProbeMetricsTest {
    private static final String NAME = "wideip.probe.certificates.to.renew";
    private static final HealthCheck CHECK =
            new HealthCheck("ldaps", () -> null, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProbeMetrics metrics = new ProbeMetrics(registry);

    @Test
    void certificatesToRenewAreCountedByCheckAsLongAsThereIsTheCheck() {
        metrics.toRenew(CHECK, 2);
        assertThat(registry.get(NAME).tag("check", "ldaps").gauge().value()).isEqualTo(2);
        metrics.toRenew(CHECK, 0);
        assertThat(registry.get(NAME).gauge().value()).isZero();

        metrics.keepOnly(Set.of("another"));
        assertThat(registry.find(NAME).gauge()).isNull();
    }
}
