package io.wideip.config.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import io.wideip.config.ProbeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TargetTest {
    @Test
    void hostsChosenToHaveOneHashAreInOrder() {
        List<String> hosts = List.of("");
        for (int i = 0; i < 8; i++) {
            List<String> longer = new ArrayList<>();
            for (String host : hosts) {
                longer.add(host + "aw");
                longer.add(host + "c9");
            }
            hosts = longer;
        }
        HealthCheck check = check("app");
        List<Target> targets = hosts.stream()
                .map(host -> new Target("192.0.2.10", check, host))
                .toList();
        assertThat(targets)
                .extracting(Target::hashCode)
                .containsOnly(targets.get(0).hashCode());
        assertThat(targets).doesNotHaveDuplicates().isSorted();
    }

    /** A tree that a hash table makes of them is searched in this order, so equal ones must compare as equal. */
    @Test
    void equalTargetsCompareAsEqual() {
        HealthCheck app = check("app");
        HealthCheck renamed =
                new HealthCheck("web", app.probe(), app.interval(), app.timeout(), app.fall(), app.rise(), app.reset());
        Target target = new Target("192.0.2.10", app, "a.example.com");
        assertThat(target)
                .isEqualTo(new Target("192.0.2.10", renamed, "a.example.com"))
                .hasSameHashCodeAs(new Target("192.0.2.10", renamed, "a.example.com"))
                .isEqualByComparingTo(new Target("192.0.2.10", renamed, "a.example.com"));
        assertThat(target).isNotEqualTo(new Target("192.0.2.10", check("router"), "a.example.com"));
        assertThat(target).isNotEqualByComparingTo(new Target("192.0.2.11", app, "a.example.com"));
        assertThat(target).isNotEqualByComparingTo(new Target("192.0.2.10", app, "b.example.com"));
    }

    private static HealthCheck check(String name) {
        return new HealthCheck(name, probe(), Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
    }

    /** One that equals no other. */
    private static ProbeOptions probe() {
        return new ProbeOptions() {
            @Override
            public @Nullable String host() {
                return null;
            }
        };
    }
}
