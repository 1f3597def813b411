package io.wideip.config.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String TEXT = "a line\nümlaut\n";

    @TempDir
    Path parent;

    @Test
    void givesWhatWasSavedLastAndLeavesNoOtherFile() throws IOException {
        StateFile file = file(1);
        assertThat(file.read()).isNull();
        assertThat(file.save("before", NOW)).isTrue();
        assertThat(file.save(TEXT, NOW.plusSeconds(1))).isTrue();

        assertThat(file(1).read()).isEqualTo(new StateFile.Saved(1, NOW.plusSeconds(1), TEXT));
        assertThat(names()).containsExactly("verdicts");
    }

    @Test
    void readsEarlierVersionsAndSetsLaterOnesAside() throws IOException {
        file(1).save(TEXT, NOW);
        assertThat(file(2).read()).isEqualTo(new StateFile.Saved(1, NOW, TEXT));

        file(2).save(TEXT, NOW);
        assertThat(file(1).read()).isNull();
        assertThat(names()).containsExactly("verdicts.refused");
    }

    /** Every single byte counts, that of the header too: what is damaged is never taken for something else. */
    @Test
    void noByteCanBeChangedAndNoneCutOffUnnoticed() throws IOException {
        file(1).save(TEXT, NOW);
        byte[] whole = Files.readAllBytes(path("verdicts"));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(path("verdicts"), changed);
            assertThat(file(1).read()).as("byte %d changed", i).isNull();

            Files.write(path("verdicts"), Arrays.copyOf(whole, i));
            assertThat(file(1).read()).as("%d bytes left", i).isNull();
        }
        assertThat(names()).containsExactly("verdicts.refused");
    }

    @Test
    void isNotTakenForAnotherFile() throws IOException {
        file(1).save(TEXT, NOW);
        Files.move(path("verdicts"), path("drains"));
        assertThat(StateDirectory.at(directory()).file("drains", 1).read()).isNull();
    }

    @Test
    void whatCanNotBeSavedLeavesWhatWasThere() throws IOException {
        file(1).save(TEXT, NOW);
        Files.createDirectory(path("verdicts.new"));
        StateFile file = file(1);
        assertThat(file.save("lost", NOW)).isFalse();
        assertThat(file.save("lost", NOW)).isFalse();
        assertThat(file.read()).isEqualTo(new StateFile.Saved(1, NOW, TEXT));

        Files.delete(path("verdicts.new"));
        assertThat(file.save("kept", NOW)).isTrue();
        assertThat(file.read()).isEqualTo(new StateFile.Saved(1, NOW, "kept"));
    }

    @Test
    void whatCanNotBeReadStaysWhereItIs() throws IOException {
        Files.createDirectories(path("verdicts"));
        assertThat(file(1).read()).isNull();
        assertThat(names()).containsExactly("verdicts");
    }

    @Test
    void withoutADirectoryNothingIsKept() {
        StateFile none = StateDirectory.of(null, Map.of("STATE_DIRECTORY", "")).file("verdicts", 1);
        assertThat(none.save(TEXT, NOW)).isFalse();
        assertThat(none.read()).isNull();
    }

    @Test
    void theYamlCountsBeforeTheFirstDirectoryOfSystemd() {
        Map<String, String> systemd = Map.of("STATE_DIRECTORY", "/var/lib/wideip:/var/lib/other");
        assertThat(StateDirectory.of(parent, systemd).path()).isEqualTo(parent);
        assertThat(StateDirectory.of(null, systemd).path()).isEqualTo(Path.of("/var/lib/wideip"));
        assertThat(StateDirectory.of(null, Map.of()).path()).isNull();
    }

    private Path directory() {
        return parent.resolve("not/yet/there");
    }

    private Path path(String name) {
        return directory().resolve(name);
    }

    private StateFile file(int version) {
        return StateDirectory.at(directory()).file("verdicts", version);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
