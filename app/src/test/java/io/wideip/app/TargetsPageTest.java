package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.admin.Pages.Page;
import io.wideip.config.HealthCheck;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.LastAttempt;
import io.wideip.prober.TargetReport;
import io.wideip.prober.probe.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetsPageTest {
    private static final HealthCheck CHECK =
            new HealthCheck("app", () -> null, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void tellsOfEachTargetInTheOrderOfAddresses() {
        TargetReport dead = new TargetReport(
                new Target("192.0.2.10", CHECK, "shop.apps.example.com"),
                "east",
                "http",
                new TargetStatus(Verdict.DOWN, false, "the newest check failed with: \"503\"", NOW),
                0,
                1,
                new LastAttempt(Outcome.SUCCESS, NOW.plusSeconds(1), Duration.ofMillis(12)));
        TargetReport fresh = new TargetReport(
                new Target("192.0.2.1", CHECK, ""),
                "west",
                "tcp",
                TargetStatus.NEVER_JUDGED,
                1,
                0,
                new LastAttempt(new Outcome.Undecided("no port"), NOW, Duration.ZERO));

        Page page = TargetsPage.of(List.of(dead, fresh));

        assertThat(page.type()).isEqualTo("application/json");
        assertThat(page.body()).isEqualTo("""
                {"targets":[
                {"address":"192.0.2.1","host":"","check":"app","type":"tcp","verdict":"unknown","available":true,\
                "reason":"no port","since":null,"failures":1,"successes":0,\
                "last":{"outcome":"undecided","reason":"no port","at":"2026-11-21T10:00:00Z","seconds":0.000000}},
                {"address":"192.0.2.10","host":"shop.apps.example.com","check":"app","type":"http","verdict":"down","available":false,\
                "reason":"the newest check failed with: \\"503\\"","since":"2026-11-21T10:00:00Z","failures":0,"successes":1,\
                "last":{"outcome":"success","reason":null,"at":"2026-11-21T10:00:01Z","seconds":0.012000}}
                ]}
                """);
    }

    @Test
    void ofNoTargetsItIsAnEmptyList() {
        assertThat(TargetsPage.of(List.of()).body()).isEqualTo("{\"targets\":[\n\n]}\n");
    }
}
