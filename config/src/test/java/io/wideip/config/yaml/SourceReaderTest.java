package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SourceReaderTest {
    private static final int LONG = 16_000_000;

    /** The library's own reader takes more than a minute for a token of this length. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String PLAIN = """
            version: 1
            datacenters: {east: {}, west: {latitude: 1, longitude: 2}}
            zones:
              example.com:
                hostmaster: a@example.com
                nameservers: {ns: 192.0.2.1}
                records: |-
                  a IN TXT\t"\tx"
            vips:
              a:
                datacenter: east
                addresses: [192.0.2.1, 192.0.2.2]
            """;

    static List<String> longTokens() {
        return List.of(
                "x".repeat(LONG),
                "'" + "x".repeat(LONG) + "'",
                "\"" + "x".repeat(LONG) + "\"",
                "\"" + "\\u0041".repeat(LONG / 6) + "\"",
                "x " + " ".repeat(LONG) + "x",
                "x # " + "x".repeat(LONG),
                "|\n  " + "x".repeat(LONG),
                ">\n  " + "x ".repeat(LONG / 2),
                "\t".repeat(LONG) + "x",
                "[" + "\t".repeat(LONG) + "x]",
                "[" + "\n".repeat(LONG) + "x]",
                "&" + "x".repeat(LONG) + " x",
                "*" + "x".repeat(LONG),
                "!" + "x".repeat(LONG) + " x",
                "[" + "x,".repeat(LONG / 80) + "]",
                "[" + "x\t,".repeat(LONG / 80) + "]");
    }

    @ParameterizedTest
    @MethodSource("longTokens")
    void longTokensTakeTimeInProportion(String token) {
        long start = System.nanoTime();

        assertThat(load("version: 1\nvips: " + token + "\n"))
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems())
                                .isNotEmpty()
                                .allSatisfy(
                                        problem -> assertThat(problem.what()).hasSizeLessThan(1_100)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void jsonOnOneLineIsRead() {
        String json = IntStream.range(0, 5_000)
                .mapToObj(i -> "\"d" + i + "\":{\"latitude\":1,\"longitude\":2}")
                .collect(Collectors.joining(",", "{\"version\":1,\"datacenters\":{", "}}"));

        assertThat(good(json).datacenters()).hasSize(5_000);
    }

    @Test
    void jsonThatIsIndentedByTabsIsRead() {
        assertThat(good("{\n\t\"version\": 1,\n\t\"datacenters\": {\n\t\t\"east\":\t{},\n\n\t\t\"west\": {}\n\t}\n}\n")
                        .datacenters())
                .containsOnlyKeys("east", "west");
    }

    /** What stands in the text, and what in its place. */
    static List<Map.Entry<String, String>> tabs() {
        return List.of(
                Map.entry("version: 1", "version:\t1"),
                Map.entry("version: 1", "version:\t \t1\t"),
                Map.entry("version: 1", "version:\t1\t# one"),
                Map.entry("version: 1", "version\t: 1"),
                Map.entry("version: 1", "---\t# one\nversion: 1"),
                Map.entry("version: 1", "\t\nversion: 1"),
                Map.entry("version: 1", "\t# one\nversion: 1"),
                Map.entry("|-", "|-\t"),
                Map.entry("|-", "|-\t# records"),
                Map.entry("[192.0.2.1, 192.0.2.2]", "[\t192.0.2.1\t,\t192.0.2.2\t]"),
                Map.entry("[192.0.2.1, 192.0.2.2]", "[\n\t192.0.2.1,\n\t192.0.2.2\n\t]"),
                Map.entry("[192.0.2.1, 192.0.2.2]", "\n    -\t192.0.2.1\n    -\t192.0.2.2\t"),
                Map.entry("latitude: 1, ", "\n\t\t# north\n\t\"latitude\"\t:\t1,\n"),
                Map.entry("{east: {}", "{&e\teast:\t{}"));
    }

    @ParameterizedTest
    @MethodSource("tabs")
    void aTabBetweenTokensIsASpace(Map.Entry<String, String> tab) {
        String changed = PLAIN.replace(tab.getKey(), tab.getValue());

        assertThat(changed).isNotEqualTo(PLAIN);
        assertThat(good(changed)).isEqualTo(good(PLAIN));
    }

    @Test
    void tabsInATextStay() {
        assertThat(good(PLAIN).zones().values())
                .singleElement()
                .satisfies(zone ->
                        assertThat(zone.records()).isEqualTo(new TestVocabulary.Lines(List.of("a IN TXT\t\"\tx\""))));
    }

    private static Catalog good(String yaml) {
        Loaded loaded = load(yaml);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).catalog();
    }

    private static Loaded load(String yaml) {
        return new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", yaml)));
    }
}
