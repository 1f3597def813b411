package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FailoverTest extends PolicyContract {
    @Override
    Policy policy() {
        return new Failover();
    }

    @Test
    void truthTable() {
        assertThat(choose(up("a"), up("b"), up("c"))).isEqualTo(new Choice.First(List.of(up("a"), up("b"), up("c"))));
        assertThat(choose(up("a"), down("b"), down("c"))).isEqualTo(new Choice.First(List.of(up("a"))));
        assertThat(choose(down("a"), up("b"), up("c"))).isEqualTo(new Choice.First(List.of(up("b"), up("c"))));
        assertThat(choose(down("a"), down("b"), up("c"))).isEqualTo(new Choice.First(List.of(up("c"))));
        assertThat(choose(down("a"), down("b"), down("c"))).isEqualTo(new Choice.Nobody());
    }

    @Test
    void theOrderWrittenDecides() {
        assertThat(choose(up("b"), up("a")).ring()).containsExactly(up("b"), up("a"));
    }
}
