package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.section.Problem;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much memory a file may take, and what its aliases stand for. */
final class BoundedParserTest {
    private static final String BASE = """
            version: 1
            zones: {example.com: {hostmaster: a@example.com, nameservers: {ns: 192.0.2.1}}}
            datacenters: {east: {}, west: {}}
            vips: {a: {datacenter: east, addresses: 192.0.2.1}, b: {datacenter: west, addresses: 192.0.2.2}}
            wideIps:
            """;

    private static final String TOO_MUCH =
            "the aliases up to here stand for more than this process has memory for: write shorter lists, or give it more"
                    + " (-Xmx)";

    private static final String TOO_MANY =
            "the values up to here take more memory than this process has: give it more (-Xmx)";

    @ParameterizedTest
    @ValueSource(strings = {"{members: [a, b], policy: failover}", "[a, b]", "20s"})
    void manyMayNameOneValue(String value) {
        String entry =
                value.startsWith("{") ? "%s" : value.startsWith("[") ? "{members: %s}" : "{members: [a], ttl: %s}";
        String all = IntStream.range(0, 20_000)
                .mapToObj(i -> "  n" + i + ".example.com: " + entry.formatted(i == 0 ? "&it " + value : "*it") + "\n")
                .collect(Collectors.joining());

        Loaded loaded = load(BASE + all, 100_000_000);

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(good.catalog().wideIps().size()).isEqualTo(20_000));
    }

    @Test
    void aliasesToAliasesAreNotFollowedForEver() {
        StringBuilder laughs = new StringBuilder("version: 1\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 60; i++) {
            String alias = "*x" + (i - 1);
            laughs.append("x" + i + ": &x" + i + " [" + String.join(", ", Collections.nCopies(10, alias)) + "]\n");
        }
        // x5 stands for 108,666,656 octets, and is named once too often by x6.
        assertThat(problems(laughs.toString(), 600_000_000)).containsExactly("a.yaml:8:30: " + TOO_MUCH);
    }

    @Test
    void aLongListIsNotReadForEachThatNamesIt() {
        String list = IntStream.range(0, 10_000).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        String names = IntStream.range(0, 10_000)
                .mapToObj(i -> "p" + i + ": {members: *all}")
                .collect(Collectors.joining(", "));

        // The list takes 3,258,096 octets, each alias 1,057,876: the eighth is one too many.
        assertThat(problems("version: 1\npools: {p: {members: &all [" + list + "]}, " + names + "}\n", 11_200_000))
                .hasSize(1)
                .allMatch(problem -> problem.endsWith(TOO_MUCH));
    }

    @Test
    void allFilesOfADirectoryShareTheBound() {
        String file = "version: 1\n%s: [&x [a, b, c, d], *x, *x, *x]\n";

        Loaded loaded = new Loader(TestVocabulary.VOCABULARY)
                .load(
                        List.of(
                                new Source("a.yaml", file.formatted("pools")),
                                new Source("b.yaml", file.formatted("vips"))),
                        new Reading(2 * 5_457 - 1));

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems())
                                .extracting(Problem::toString)
                                .endsWith("b.yaml:2:33: " + TOO_MUCH));
    }

    @Test
    void aTagIsAsLongAsItsDirectiveMakesIt() {
        String tags =
                "%TAG !e! tag:" + "x".repeat(10_000) + "\n---\nversion: 1\nvips: [" + "!e!a b, ".repeat(1_000) + "]\n";

        assertThat(problems(tags, 2_030_000))
                .containsExactly(
                        "a.yaml:4:800: the tags up to here are longer than this process has memory for: leave them out");
    }

    @Test
    void tinyValuesTakeTheirMemory() {
        String list = "x,".repeat(10_000);

        // Each takes 318 octets.
        assertThat(problems("version: 1\npools: [" + list + "]\n", 1_000_000))
                .containsExactly("a.yaml:2:6283: " + TOO_MANY);
        assertThat(problems("version: 1\npools: [" + list + "]\n", 4_000_000))
                .noneMatch(problem -> problem.endsWith(TOO_MANY));
    }

    @ParameterizedTest
    @CsvSource({"5s, true", "%ds, false"})
    void equalWideIpsTakeAFourthOfOthers(String ttl, boolean isGood) {
        String all = IntStream.range(0, 1_000)
                .mapToObj(i -> "  n" + i + ".example.com: {policy: failover, members: [a, b], ttl: "
                        + ttl.formatted(i + 1) + "}\n")
                .collect(Collectors.joining());

        assertThat(load(BASE + all, 1_000_000) instanceof Loaded.Good).isEqualTo(isGood);
        assertThat(load(BASE + all, 5_000_000)).isInstanceOf(Loaded.Good.class);
    }

    @Test
    void furtherFilesAreNotReadWithoutMemory() {
        Source all = new Source("a.yaml", "version: 1\npools: [" + "x,".repeat(10_000) + "]\n");

        Loaded loaded = new Loader(TestVocabulary.VOCABULARY)
                .load(List.of(all, new Source("b.yaml", "version: 1\npools: [x\n")), new Reading(1_000_000));

        assertThat(((Loaded.Bad) loaded).problems()).singleElement().hasToString("a.yaml:2:6283: " + TOO_MANY);
    }

    private static List<String> problems(String yaml, long most) {
        return ((Loaded.Bad) load(yaml, most))
                .problems().stream().map(Problem::toString).toList();
    }

    private static Loaded load(String yaml, long most) {
        return new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("a.yaml", yaml)), new Reading(most));
    }
}
