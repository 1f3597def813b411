package io.wideip.config.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.config.catalog.Merged;
import io.wideip.config.section.Problem;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.config.yaml.TestVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With its own thread, and with links swapped as a mounted ConfigMap's are. */
final class ConfigDirectoryIT implements CatalogListener {
    @TempDir
    Path directory;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void aConfigMapsSwapIsNoticed() throws IOException {
        swapTo("..1", "version: 1\ndatacenters: {east: {}}\n");
        Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("..data/a.yaml"));
        Loader loader = new Loader(TestVocabulary.VOCABULARY);
        try (ConfigDirectory watched = new ConfigDirectory(directory, loader, this, Duration.ofMillis(20))) {
            assertThat(watched.start()).isInstanceOf(Loaded.Good.class);

            // Of the same size, so that only the file behind the links is another.
            swapTo("..2", "version: 1\ndatacenters: {west: {}}\n");
            await().until(() -> heard.contains("accepted [west]"));
            swapTo("..3", "version: 1\ndatacenters: {west: {]}\n");
            await().until(() -> watched.refused() == 1);
            swapTo("..4", "version: 1\ndatacenters: {home: {}}\n");
            await().until(() -> heard.contains("accepted [home]"));

            assertThat(heard).containsExactly("accepted [west]", "refused 1", "accepted [home]");
        }
    }

    @Override
    public void accepted(Merged merged) {
        heard.add("accepted " + merged.catalog().datacenters().keySet());
    }

    @Override
    public void moved(Merged merged) {}

    @Override
    public void refused(List<Problem> problems) {
        heard.add("refused " + problems.size());
    }

    private void swapTo(String version, String yaml) throws IOException {
        Path data = Files.createDirectory(directory.resolve(version));
        Files.writeString(data.resolve("a.yaml"), yaml);
        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), data.getFileName());
        Files.move(
                next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
