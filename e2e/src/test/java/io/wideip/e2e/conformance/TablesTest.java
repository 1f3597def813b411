package io.wideip.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked in all, without asking it: how much, each once, and told in the docs. */
final class TablesTest {
    private static final int FEWEST_CASES = 250;
    private static final Path PAGE = Path.of("../docs/conformance.md");
    private static final Pattern SECTION = Pattern.compile("\\d+(\\.\\d+)*( step \\d[a-c]?)?|Appendix [A-Z](\\.\\d+)*");

    private static List<Conformance> tables() throws Exception {
        List<Conformance> tables = new ArrayList<>();
        for (String name : classes()) {
            var constructor = Class.forName(TablesTest.class.getPackageName() + "." + name)
                    .asSubclass(Conformance.class)
                    .getDeclaredConstructor();
            tables.add(constructor.newInstance());
        }
        return tables;
    }

    private static List<String> classes() throws IOException, URISyntaxException {
        URL own = Objects.requireNonNull(TablesTest.class.getResource("TablesTest.class"));
        try (Stream<Path> files = Files.list(Path.of(own.toURI()).resolveSibling("."))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Rfc\\d+IT\\.class"))
                    .map(name -> name.replace(".class", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreEnoughCasesAndEachIsThereOnce() throws Exception {
        List<String> cases = new ArrayList<>();
        for (Conformance table : tables()) {
            table.rows().forEach(row -> cases.add(table.rfc() + " section " + row.section() + ": " + row.what()));
        }

        assertThat(cases).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(FEWEST_CASES);
    }

    @Test
    void everyCaseNamesASectionAndATransport() throws Exception {
        for (Conformance table : tables()) {
            assertThat(table.rows()).as(table.rfc()).isNotEmpty().allSatisfy(row -> {
                assertThat(row.section()).as(row.what()).matches(SECTION);
                assertThat(row.transports()).as(row.what()).isNotEmpty();
            });
        }
    }

    @Test
    void theDocsListTheSameClasses() throws Exception {
        List<MatchResult> lines = Pattern.compile(
                        "(?m)^\\| \\[(\\d+)]\\(\\S+/rfc(\\d+)\\) \\|.*\\| `(Rfc(\\d+)IT)` \\|$")
                .matcher(Files.readString(PAGE))
                .results()
                .toList();

        assertThat(lines)
                .allSatisfy(line -> assertThat(List.of(line.group(2), line.group(4)))
                        .as(line.group())
                        .containsOnly(line.group(1)));
        assertThat(lines.stream().map(line -> line.group(3)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(classes()));
    }
}
