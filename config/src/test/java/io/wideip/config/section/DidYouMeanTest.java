package io.wideip.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DidYouMeanTest {
    @ParameterizedTest
    @CsvSource({
        "rond-robin,round-robin",
        "TTL,ttl",
        "wieght,weight",
        "prefers,prefer",
        "ttl ,ttl",
        "colour,",
        "x,",
        "'',",
    })
    void theNearestWordIsNamed(String written, String meant) {
        assertThat(DidYouMean.nearest(written, List.of("round-robin", "weight", "prefer", "ttl")))
                .isEqualTo(meant);
    }

    @Test
    void manyWordsAreNotAllListed() {
        List<String> words = IntStream.range(0, 20).mapToObj(i -> "w" + i).toList();

        assertThat(DidYouMean.unknown("VIP", "other-name", words))
                .isEqualTo(
                        "unknown VIP 'other-name': there are w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11 and 8 more");
    }

    @Test
    void aLongWordIsShortened() {
        assertThat(DidYouMean.unknown("VIP", "x".repeat(1_000), List.of()))
                .isEqualTo("unknown VIP '" + "x".repeat(80) + "…': there is none");
    }
}
