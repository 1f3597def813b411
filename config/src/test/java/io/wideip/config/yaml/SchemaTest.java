package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchemaTest {
    private static final Schema SCHEMA = Schema.load();
    private static final com.networknt.schema.Schema VALIDATOR = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA.text(), InputFormat.JSON);

    static List<Path> examples() {
        return Examples.files();
    }

    static List<BadYaml> faultsOfStructure() {
        return BadYaml.table().stream().filter(BadYaml::schemaRefuses).toList();
    }

    @Test
    void listsExactlyTheKeysThatTheLoaderAsksFor() {
        Map<String, Set<String>> asked =
                new Loader(TestVocabulary.VOCABULARY).keysAskedFor(Examples.directory("every-key"));

        assertThat(asked).containsKeys("", "wideIps.*", "wideIps.*.members[]", "healthChecks.*.expect");
        assertThat(asked)
                .allSatisfy((path, keys) -> assertThat(SCHEMA.properties(path))
                        .as("the keys of '%s'", path)
                        .isEqualTo(keys));
    }

    @Test
    void theExampleOfEveryKeyHasEveryKey() {
        Path file = Examples.directory("every-key").resolve("every-key.yaml");
        String text = Examples.text(file);

        Map<String, Set<String>> asked = new Loader(TestVocabulary.VOCABULARY).keysAskedFor(file);

        asked.values()
                .forEach(keys ->
                        assertThat(keys).allSatisfy(key -> assertThat(text).containsPattern("\\b" + key + ":")));
    }

    @Test
    void listsThePoliciesAndTypesOfChecks() {
        assertThat(SCHEMA.words("wideIps.*", "policy"))
                .isEqualTo(SCHEMA.words("pools.*", "policy"))
                .isEqualTo(SCHEMA.words("defaults", "policy"))
                .isEqualTo(new TreeSet<>(TestVocabulary.VOCABULARY.policies().names()));
        assertThat(SCHEMA.words("healthChecks.*", "type"))
                .isEqualTo(new TreeSet<>(TestVocabulary.VOCABULARY.probes().names()));
        assertThat(SCHEMA.words("nothing.*", "of")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsEveryExample(Path file) {
        assertThat(VALIDATOR.validate(Examples.text(file), InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faultsOfStructure")
    void refusesFaultsOfStructure(BadYaml bad) {
        assertThat(bad.files())
                .anySatisfy(file -> assertThat(VALIDATOR.validate(file.text(), InputFormat.YAML))
                        .isNotEmpty());
    }
}
