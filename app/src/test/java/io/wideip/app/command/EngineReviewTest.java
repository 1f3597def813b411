package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.Gslb;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Warning;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.server.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineReviewTest {
    @TempDir
    private Path directory;

    private static final String NATIVE = """
            version: 1
            server:
              dns:
                engine: native
            """;

    @Test
    void warnsOfTheNativeEngineWhereItCanNotRun() throws IOException {
        assertThat(EngineReview.of(merged(NATIVE), "it needs Java 22 or newer, and this is Java 17"))
                .extracting(Warning::toString)
                .containsExactly(directory.resolve("a.yaml")
                        + ":4:13: the native engine can't be used: it needs Java 22 or newer, and this is Java 17;"
                        + " where that is so, 'serve' does not start: leave the key out, or set it to auto"
                        + " (engine-unavailable)");
        assertThat(EngineReview.of(merged(NATIVE), null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "netty"})
    void theOthersRunEverywhere(String engine) throws IOException {
        assertThat(EngineReview.of(merged(NATIVE.replace("native", engine)), "on purpose"))
                .isEmpty();
    }

    @Test
    void theCommandTellsOfThisMachine() throws IOException {
        Files.writeString(directory.resolve("a.yaml"), NATIVE);

        CommandRun check = CommandRun.of(List.of("check", "--strict", directory.toString()));

        String obstacle = Engines.nativeObstacle();
        assertThat(check.code()).isEqualTo(obstacle == null ? 0 : 1);
        assertThat(check.out().contains("warning: the native engine can't be used: " + obstacle + "; "))
                .isEqualTo(obstacle != null);
    }

    private Merged merged(String yaml) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), yaml);
        return ((Loaded.Good) new Loader(Gslb.vocabulary()).load(directory)).merged();
    }
}
