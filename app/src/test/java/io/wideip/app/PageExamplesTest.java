package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The YAML on the pages of policies and probes, each block beside what it takes for granted. */
final class PageExamplesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    /** What the pages take for granted, a section each; a page that writes a section itself has only its own. */
    private static final List<String> GROUND = List.of(
            "zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: [192.0.2.53]}}}",
            "datacenters: {east: {latitude: 40.71, longitude: -74.01}, west: {latitude: 37.77, longitude: -122.42}}",
            "healthChecks: {app: {type: https, path: /healthz}}",
            "vips: {ltm-east: {datacenter: east, addresses: [192.0.2.10]},"
                    + " ltm-west: {datacenter: west, addresses: [198.51.100.10]}}",
            "pools: {east: {members: [ltm-east]}, west: {members: [ltm-west]}}");

    @TempDir
    private Path directory;

    record Example(Path page, String yaml) {
        @Override
        public String toString() {
            return page.getFileName() + ": " + yaml.lines().findFirst().orElse("");
        }
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String folder : List.of("policies", "probes")) {
            try (Stream<Path> pages = Files.list(DOCS.resolve(folder))) {
                for (Path page : pages.sorted().toList()) {
                    BLOCK.matcher(Files.readString(page))
                            .results()
                            .forEach(block -> examples.add(new Example(page, block.group(1))));
                }
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleOfAPageLoads(Example example) throws IOException {
        List<String> lines = new ArrayList<>(List.of("version: 1"));
        for (String section : GROUND) {
            String key = section.substring(0, section.indexOf(' '));
            if (example.yaml().lines().noneMatch(line -> line.startsWith(key))) {
                lines.add(section);
            }
        }
        lines.add(example.yaml());
        Files.write(directory.resolve("page.yaml"), lines);
        assertThat(new Loader(Gslb.vocabulary()).load(directory)).isInstanceOf(Loaded.Good.class);
    }
}
