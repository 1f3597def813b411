package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundRobinTest extends PolicyContract {
    @Override
    Policy policy() {
        return new RoundRobin();
    }

    @Test
    void truthTable() {
        assertThat(choose(up("a"), up("b"), up("c")))
                .isEqualTo(new Choice.Rotation(List.of(up("a"), up("b"), up("c"))));
        assertThat(choose(up("a"), down("b"), up("c"))).isEqualTo(new Choice.Rotation(List.of(up("a"), up("c"))));
        assertThat(choose(down("a"), up("b"), down("c"))).isEqualTo(new Choice.Rotation(List.of(up("b"))));
        assertThat(choose(down("a"), down("b"), down("c"))).isEqualTo(new Choice.Nobody());
    }

    @Test
    void doesNotReadWeights() {
        Candidate light = candidate("a", 0, true, "east");
        Candidate heavy = candidate("b", 100, true, "west");
        assertThat(choose(light, heavy)).isEqualTo(new Choice.Rotation(List.of(light, heavy)));
    }
}
