package io.wideip.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AnswersTest {
    @Test
    void countsOnlyWhereAnswersDiffer() {
        assertThat(Answers.describe(Map.of("127.0.0.2", 10L))).isEqualTo("127.0.0.2");
        assertThat(Answers.describe(new TreeMap<>(Map.of("127.0.0.2", 8L, "127.0.0.3", 2L))))
                .isEqualTo("127.0.0.2 x8, 127.0.0.3 x2");
    }
}
