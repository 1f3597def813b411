package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StatusTest {
    @Test
    void showsTheFirstOnesAndCountsTheRest() {
        List<String> twenty =
                IntStream.range(0, Status.MOST).mapToObj(i -> "line " + i).toList();
        List<String> many = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();

        assertThat(Status.first(twenty, "problems")).isEqualTo(twenty);
        assertThat(Status.first(many, "problems"))
                .startsWith(twenty.toArray(String[]::new))
                .endsWith("and 980 more problems")
                .hasSize(Status.MOST + 1);
    }
}
