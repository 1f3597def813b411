package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.section.Vocabulary;
import io.wideip.config.yaml.Loader;
import io.wideip.config.yaml.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The JSON Schema against the words that the modules really bring into the YAML. */
final class WordsTest {
    private static final Path EVERY_KEY = Path.of("../examples/every-key");
    private static final Schema SCHEMA = Schema.load();
    private static final Vocabulary WORDS = Gslb.vocabulary();

    @Test
    void theSchemaHasExactlyTheKeysThatAreRead() {
        Map<String, Set<String>> asked = new Loader(WORDS).keysAskedFor(EVERY_KEY);

        assertThat(asked).containsKeys("", "wideIps.*", "pools.*", "healthChecks.*", "healthChecks.*.expect");
        assertThat(asked)
                .allSatisfy((path, keys) -> assertThat(SCHEMA.properties(path))
                        .as("the keys of '%s'", path)
                        .isEqualTo(keys));
    }

    @Test
    void theSchemaNamesThePoliciesAndTheTypesOfProbes() {
        Set<String> policies = new TreeSet<>(WORDS.policies().names());

        assertThat(policies).contains("failover");
        assertThat(SCHEMA.words("wideIps.*", "policy")).isEqualTo(policies);
        assertThat(SCHEMA.words("pools.*", "policy")).isEqualTo(policies);
        assertThat(SCHEMA.words("defaults", "policy")).isEqualTo(policies);
        assertThat(SCHEMA.words("healthChecks.*", "type"))
                .isEqualTo(new TreeSet<>(WORDS.probes().names()));
    }
}
