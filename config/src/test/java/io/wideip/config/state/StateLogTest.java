package io.wideip.config.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateLogTest {
    private static final List<String> LINES = List.of("one", "zwei ü", "three");

    @TempDir
    Path directory;

    @Test
    void givesTheLinesThatWereAdded() throws IOException {
        StateLog log = log(1);
        assertThat(log.read()).isEmpty();
        assertThat(log.append(LINES.subList(0, 1))).isTrue();
        assertThat(log.append(LINES.subList(1, 3))).isTrue();

        StateLog again = log(2);
        assertThat(again.read()).isEqualTo(LINES);
        assertThat(again.size()).isEqualTo(Files.size(path()));
        assertThat(again.append(List.of("four"))).isTrue();
        assertThat(log(2).read()).containsExactly("one", "zwei ü", "three", "four");

        assertThat(again.replace(List.of("only"))).isTrue();
        assertThat(log(2).read()).containsExactly("only");
        assertThat(names()).containsExactly("journal");
    }

    /** As a process leaves it that is killed while it writes. */
    @Test
    void whereverItIsCutOffTheWholeLinesStayAndMoreCanBeAdded() throws IOException {
        log(1).append(LINES);
        byte[] whole = Files.readAllBytes(path());
        int header = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int end = header; end < whole.length; end++) {
            Files.write(path(), Arrays.copyOf(whole, end));
            StateLog log = log(1);
            List<String> left = log.read();
            assertThat(left).isEqualTo(LINES.subList(0, left.size()));
            assertThat(log.append(List.of("more"))).isTrue();
            assertThat(log(1).read())
                    .isEqualTo(Stream.concat(left.stream(), Stream.of("more")).toList());
        }
        assertThat(names()).containsExactly("journal");
    }

    @Test
    void aDamagedLineIsSetAsideWithTheFileAndTheOthersAreUsed() throws IOException {
        log(1).append(LINES);
        Files.writeString(path(), Files.readString(path()).replace("zwei", "zwey"));

        assertThat(log(1).read()).containsExactly("one", "three");
        assertThat(names()).containsExactly("journal", "journal.refused");
        assertThat(log(1).read()).containsExactly("one", "three");
    }

    @Test
    void whatIsNoneOfItsFilesIsSetAside() throws IOException {
        log(2).append(LINES);
        assertThat(log(1).read()).as("a later version").isEmpty();
        Files.writeString(path(), "something\nelse\n");
        StateLog log = log(1);
        assertThat(log.read()).isEmpty();
        assertThat(names()).containsExactly("journal.refused");
        assertThat(log.append(List.of("new"))).isTrue();
        assertThat(log(1).read()).containsExactly("new");
    }

    @Test
    void aFileThatWasCutOffBehindItsBackIsWrittenAnew() throws IOException {
        StateLog log = log(1);
        log.append(LINES);
        Files.writeString(path(), "");
        assertThat(log.append(List.of("more"))).isFalse();
        assertThat(log.replace(List.of("all", "more"))).isTrue();
        assertThat(log(1).read()).containsExactly("all", "more");
    }

    @Test
    void whatCanNotBeSavedIsTold() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        StateLog log = StateDirectory.at(file).log("journal", 1);
        assertThat(log.append(LINES)).isFalse();
        assertThat(StateDirectory.NONE.log("journal", 1).append(LINES)).isFalse();
    }

    private StateLog log(int version) {
        return StateDirectory.at(directory).log("journal", version);
    }

    private Path path() {
        return directory.resolve("journal");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
