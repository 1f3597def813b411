package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every YAML block of the reference loads, and the reference has every key. */
final class DocumentationTest {
    private static final String REFERENCE =
            Examples.text(Path.of("..").resolve("docs").resolve("configuration.md"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    static List<String> blocks() {
        return BLOCK.matcher(REFERENCE).results().map(match -> match.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockLoads(String yaml) {
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY).load(List.of(new Source("configuration.md", yaml)));

        assertThat(loaded).isInstanceOf(Loaded.Good.class);
    }

    @Test
    void thereAreBlocks() {
        assertThat(blocks()).hasSizeGreaterThan(6);
    }

    @Test
    void everyKeyIsNamed() {
        Map<String, Set<String>> asked =
                new Loader(TestVocabulary.VOCABULARY).keysAskedFor(Examples.directory("every-key"));

        assertThat(asked.values())
                .allSatisfy(keys -> assertThat(keys)
                        .allSatisfy(key -> assertThat(REFERENCE).containsPattern("[`.{ ]" + key + "[`.:]")));
    }
}
