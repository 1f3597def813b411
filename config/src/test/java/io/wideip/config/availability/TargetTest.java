package io.wideip.config.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void noTwoTargetsOfACatalogCompareAsEqual() {
        HealthCheck app = check("app");
        Target target = new Target("192.0.2.10", app, "a.example.com");
        assertThat(target).isEqualByComparingTo(new Target("192.0.2.10", app, "a.example.com"));
        assertThat(target).isNotEqualByComparingTo(new Target("192.0.2.11", app, "a.example.com"));
        assertThat(target).isNotEqualByComparingTo(new Target("192.0.2.10", check("router"), "a.example.com"));
        assertThat(target).isNotEqualByComparingTo(new Target("192.0.2.10", app, "b.example.com"));
    }

    private static HealthCheck check(String name) {
        return new HealthCheck(name, () -> null, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
    }
}
