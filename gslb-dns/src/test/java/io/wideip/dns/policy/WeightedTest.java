package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WeightedTest extends PolicyContract {
    @Override
    Policy policy() {
        return new Weighted();
    }

    @Test
    void truthTable() {
        assertThat(choose(a(true), b(true), c(true))).isEqualTo(new Choice.Draw(List.of(a(true), b(true))));
        assertThat(choose(a(false), b(true), c(true))).isEqualTo(new Choice.Draw(List.of(b(true))));
        assertThat(choose(a(false), b(false), c(true))).isEqualTo(new Choice.Draw(List.of(c(true))));
        assertThat(choose(a(false), b(false), c(false))).isEqualTo(new Choice.Nobody());
    }

    @Test
    void whereAllWeightsAre0AllAreDrawn() {
        Candidate other = candidate("d", 0, true, "west");
        assertThat(choose(c(true), other)).isEqualTo(new Choice.Draw(List.of(c(true), other)));
    }

    private static Candidate a(boolean available) {
        return candidate("a", 80, available, "east");
    }

    private static Candidate b(boolean available) {
        return candidate("b", 20, available, "east");
    }

    private static Candidate c(boolean available) {
        return candidate("c", 0, available, "east");
    }
}
