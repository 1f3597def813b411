package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExamplesTest {
    static List<Path> directories() {
        return Examples.directories();
    }

    static List<Path> files() {
        return Examples.files();
    }

    @ParameterizedTest
    @MethodSource("directories")
    void aDirectoryLoadsWithoutAProblem(Path directory) {
        assertThat(new Loader(TestVocabulary.VOCABULARY).load(directory)).isInstanceOf(Loaded.Good.class);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileNamesTheSchemaForEditors(Path file) {
        String first = Examples.text(file).lines().findFirst().orElseThrow();

        assertThat(first).startsWith("# yaml-language-server: $schema=");
        Path schema = Path.of(first.substring(first.indexOf('=') + 1));
        assertThat(Files.isRegularFile(file.resolveSibling(schema))).isTrue();
    }

    @Test
    void thereAreExamples() {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(4);
    }
}
