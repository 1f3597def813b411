package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.section.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BadYamlTest {
    static List<BadYaml> table() {
        return BadYaml.table();
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyProblemIsReportedAtItsPlace(BadYaml bad) {
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY).load(bad.files());

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::toString)
                                .containsExactlyElementsOf(bad.problems()));
    }

    @Test
    void everyTitleIsThereOnce() {
        assertThat(table()).extracting(BadYaml::title).doesNotHaveDuplicates().hasSizeGreaterThan(60);
    }
}
