package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.WarningCode;
import io.wideip.config.catalog.Warning;
import io.wideip.config.review.CatalogReview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each warning with a case that has it, and one that is near it and has not. */
final class WarningsTest {
    static List<BadYaml> table() {
        return BadYaml.table("warnings.txt");
    }

    @ParameterizedTest
    @MethodSource("table")
    void warnsOfWhatIsLegalAndSurelyNotMeant(BadYaml doubtful) {
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY).load(doubtful.files());

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(CatalogReview.of(good.merged()))
                                .extracting(Warning::toString)
                                .containsExactlyElementsOf(doubtful.problems()));
    }

    @Test
    void tellsOnceOfWideIpsThatSayTheSame() {
        String yaml = """
                version: 1
                zones: {apps.example.com: {hostmaster: a@example.com, nameservers: {ns1: [192.0.2.53]}}}
                datacenters: {east: {}}
                vips: {a: {datacenter: east, addresses: [192.0.2.1]}}
                wideIps:
                  shop.apps.example.com: &s {members: [a]}
                  pay.apps.example.com: *s
                """;

        assertThat(CatalogReview.of(
                        ((Loaded.Good) new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", yaml))))
                                .merged()))
                .singleElement()
                .asString()
                .endsWith("(no-health-check)");
    }

    @Test
    void everyCodeIsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));

        assertThat(WarningCode.texts()).allSatisfy(code -> assertThat(page).contains("| `" + code + "` |"));
    }

    @Test
    void tellsTheFirstOfACodeAndHowManyMoreThereAre() {
        StringBuilder yaml = new StringBuilder("version: 1\ndatacenters:\n");
        for (int i = 0; i < 30; i++) {
            yaml.append("  d").append(i).append(": {}\n");
        }
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", yaml.toString())));

        assertThat(CatalogReview.of(((Loaded.Good) loaded).merged()))
                .hasSize(21)
                .last()
                .asString()
                .endsWith("and 10 more like this (unused)");
    }
}
