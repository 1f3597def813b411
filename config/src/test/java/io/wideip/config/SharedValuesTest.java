package io.wideip.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SharedValuesTest {
    private final SharedValues<List<String>> values = new SharedValues<>(10);

    @Test
    void equalValuesAreOneObject() {
        List<String> first = values.of(List.of("connection", "refused"));

        assertThat(values.of(List.of("connection", "refused"))).isSameAs(first);
        assertThat(values.of(List.of("connection", "reset"))).containsExactly("connection", "reset");
    }

    /** Else those who make them up could fill the memory. */
    @Test
    void valuesThatNobodyRepeatsAreNotKeptForEver() {
        List<String> first = values.of(List.of("the first"));
        IntStream.range(0, 10).forEach(i -> values.of(List.of("number " + i)));

        assertThat(values.of(List.of("the first"))).isNotSameAs(first);
    }
}
