package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void escapesWhatJsonKeepsForItself() {
        assertThat(Json.quoted("a \"b\" c:\\d\n\u0001 \uD83D\uDE00 é"))
                .isEqualTo("\"a \\\"b\\\" c:\\\\d\\u000a\\u0001 \\ud83d\\ude00 é\"");
        assertThat(Json.quoted(null)).isEqualTo("null");
    }
}
