package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.dns.MapSection;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds together what belongs to a policy: its class, its line in the catalogue, its test, its page. */
final class PolicyTypesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/wideip/dns/policy");
    private static final Path PAGES = Path.of("../docs/policies");
    private static final Pattern IMPLEMENTATION = Pattern.compile("record (\\w+)\\([^)]*\\) implements Policy\\b");

    private final PolicyTypes catalogue = new PolicyTypes();

    @Test
    void everyPolicyHasItsLine() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            List<String> implementations = sources.flatMap(
                            source -> IMPLEMENTATION.matcher(read(source)).results())
                    .map(match -> match.group(1))
                    .toList();
            assertThat(policies().map(policy -> policy.getClass().getSimpleName()))
                    .as("records in %s that implement Policy, and the lines of PolicyTypes", SOURCES)
                    .containsExactlyInAnyOrderElementsOf(implementations);
        }
    }

    /** What a serial is computed from. */
    @Test
    void everyPolicyTellsAllItsOptions() {
        assertThat(policies())
                .allSatisfy(policy -> assertThat(policy.options().keySet())
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.of(policy.getClass().getRecordComponents())
                                        .map(RecordComponent::getName)
                                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "topology,geo",
        "Global-Availability,failover",
        "ratio,weighted",
        "multifo,round-robin",
        "simplefo,failover",
        "metafo,failover",
        "static-persist,hash",
        "active-active,round-robin",
        "active-passive,failover",
        "active-standby,failover",
        "priority,failover",
        "nearest,geo",
        "proximity,geo"
    })
    void wordsOfOtherServersAreKnown(String word, String name) {
        assertThat(catalogue.mend(word)).startsWith("here it is called '" + name + "'");
        assertThat(catalogue.names()).contains(name);
    }

    @Test
    void everyPolicyGoesByTheNameOfItsLine() {
        assertThat(policies().map(Policy::name)).containsExactlyElementsOf(catalogue.names());
    }

    @Test
    void everyPolicyHasATestThatExtendsTheContract() throws ClassNotFoundException {
        for (Policy policy : policies().toList()) {
            Class<?> test = Class.forName(policy.getClass().getName() + "Test");
            assertThat(PolicyContract.class.isAssignableFrom(test))
                    .as("%s extends PolicyContract", test.getSimpleName())
                    .isTrue();
        }
    }

    @Test
    void everyPolicyHasItsPageAndTheIndexLeadsThere() {
        String index = read(PAGES.resolve("README.md"));
        for (String name : catalogue.names()) {
            Path page = PAGES.resolve(name + ".md");
            assertThat(page).exists();
            assertThat(read(page)).startsWith("# " + name).contains("policy: " + name);
            assertThat(index).contains("(" + name + ".md)");
        }
    }

    @Test
    void everyPageIsAPolicys() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(page -> !page.equals("README")))
                    .isSubsetOf(catalogue.names());
        }
    }

    @Test
    void refusesANameThatItDoesNotHave() {
        assertThatThrownBy(() -> catalogue.read("nearest", new MapSection(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no policy has the name nearest");
    }

    private Stream<Policy> policies() {
        return catalogue.names().stream().map(name -> catalogue.read(name, new MapSection(Map.of())));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("can't read " + file, e);
        }
    }
}
