package io.wideip.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.section.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryTest {
    @TempDir
    Path directory;

    @Test
    void yamlFilesAreReadInTheirOrderAndHiddenOnesAreNot() throws IOException {
        write("b.yml", "version: 1\n");
        write("a.yaml", "version: 1\n");
        write(".a.yaml.swp", "x");
        write(".hidden.yaml", "x");
        write("README.md", "x");

        assertThat(Loader.files(directory)).containsExactly(directory.resolve("a.yaml"), directory.resolve("b.yml"));
        assertThat(load(directory)).isInstanceOf(Loaded.Good.class);
    }

    @Test
    void aConfigMapsLinksAreFollowed() throws IOException {
        Path data = Files.createDirectory(directory.resolve("..2026_11_21"));
        Files.writeString(data.resolve("a.yaml"), "version: 1\ndatacenters: {east: {}}\n");
        Files.createSymbolicLink(directory.resolve("..data"), data.getFileName());
        Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("..data/a.yaml"));

        assertThat(load(directory))
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(good.catalog().datacenters()).containsOnlyKeys("east"));
    }

    @Test
    void aSingleFileIsRead() throws IOException {
        assertThat(load(write("anything.txt", "version: 1\n"))).isInstanceOf(Loaded.Good.class);
    }

    @Test
    void aByteOrderMarkIsNoProblem() throws IOException {
        write("a.yaml", "\uFEFFversion: 1\r\ndatacenters:\r\n  east: {}\r\n");

        assertThat(load(directory)).isInstanceOf(Loaded.Good.class);
    }

    @Test
    void aMissingDirectoryIsAProblem() {
        assertProblem(directory.resolve("none"), "none:1:1: cannot read the directory: there is none at this path");
    }

    @Test
    void anEmptyDirectoryIsAProblem() {
        assertProblem(directory, ":1:1: no *.yaml or *.yml file in this directory: put the configuration there");
    }

    @Test
    void aDirectoryNamedAsAFileIsAProblem() throws IOException {
        Files.createDirectory(directory.resolve("a.yaml"));

        assertProblem(directory, "a.yaml:1:1: this is no regular file: rename it or move it away");
    }

    @Test
    void aLinkToNothingIsAProblem() throws IOException {
        Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("nowhere"));

        assertProblem(directory, "a.yaml:1:1: cannot read the file: there is none at this path");
    }

    @Test
    void aByteThatIsNotUtf8IsAProblemAtItsPlace() throws IOException {
        Files.write(directory.resolve("a.yaml"), "version: 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertProblem(directory, "a.yaml:2:6: the byte 0xE9 is not UTF-8 here: save the file as UTF-8");
    }

    @Test
    void utf16IsAProblem() throws IOException {
        Files.write(directory.resolve("a.yaml"), "version: 1\n".getBytes(StandardCharsets.UTF_16));

        assertProblem(directory, "a.yaml:1:1: the byte 0xFE is not UTF-8 here: save the file as UTF-8");
    }

    @Test
    void anEmptyFileIsAProblem() throws IOException {
        write("a.yaml", "");

        assertProblem(directory, "a.yaml:1:1: an empty document: write version: 1 and the sections below it");
    }

    @Test
    void aCharacterThatYamlForbidsIsAProblemAtItsPlace() throws IOException {
        write("a.yaml", "version: 1\n# \u0007\n");

        assertProblem(directory, "a.yaml:2:3: the character U+0007: YAML does not allow it, remove it");
    }

    @Test
    void aFileTooLargeIsAProblem() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(directory.resolve("a.yaml").toFile(), "rw")) {
            sparse.setLength(SourceFiles.LARGEST + 1);
        }

        assertProblem(directory, "a.yaml:1:1: a file of 268435457 bytes: at most 268435456 are read, split it");
    }

    @Test
    void moreThanThereIsMemoryForIsAProblemBeforeItIsRead() throws IOException {
        long most = Runtime.getRuntime().maxMemory() / 4 * 3;
        long size = most / 2 + 1;
        long left = size;
        for (int i = 0; left > 0; i++) {
            long length = Math.min(left, SourceFiles.LARGEST);
            try (RandomAccessFile sparse =
                    new RandomAccessFile(directory.resolve(i + ".yaml").toFile(), "rw")) {
                sparse.setLength(length);
            }
            left -= length;
        }

        assertProblem(
                directory,
                ":1:1: " + size + " bytes in all: to read them takes more than the " + most / (1024 * 1024)
                        + " MiB that this process has for it, give it more (-Xmx)");
    }

    private static void assertProblem(Path path, String end) {
        assertThat(load(path))
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems())
                                .singleElement()
                                .extracting(Problem::toString)
                                .asString()
                                .startsWith(path.toString())
                                .endsWith(end));
    }

    private static Loaded load(Path path) {
        return new Loader(TestVocabulary.VOCABULARY).load(path);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
