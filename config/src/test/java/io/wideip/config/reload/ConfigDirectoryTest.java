package io.wideip.config.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.config.yaml.TestVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the directory when the test says so: its own watch would come only after an hour. */
final class ConfigDirectoryTest {
    private static final String NOT_IN_USE =
            "it could not be put to use (java.lang.LinkageError: thrown by the test); it is tried again";

    @TempDir
    Path directory;

    private final List<String> heard = new ArrayList<>();
    private final List<Merged> moved = new ArrayList<>();
    private ConfigDirectory watched;
    private boolean throwing;

    ConfigDirectoryTest() {
        this.watched = watching(Path.of("unused"));
    }

    @BeforeEach
    void start() throws IOException {
        write("version: 1\ndatacenters: {east: {}}\n");
        watched.close();
        watched = watching(directory);
        assertThat(watched.start()).isInstanceOf(Loaded.Good.class);
        assertThat(heard).as("the first load is returned, not announced").isEmpty();
    }

    @AfterEach
    void stop() {
        watched.close();
    }

    @Test
    void aChangeIsTakenOnceItLiesStill() throws IOException {
        write("version: 1\ndatacenters: {east: {}, half\n");
        watched.poll();
        write("version: 1\ndatacenters: {east: {}, half-written: {}}\n");
        watched.poll();
        assertThat(heard).isEmpty();

        watched.poll();
        watched.poll();

        assertThat(heard).containsExactly("accepted [east, half-written]");
        assertThat(watched.accepted()).isEqualTo(2);
        assertThat(watched.refused()).isZero();
    }

    @Test
    void aDirectoryThatNeverLiesStillIsTakenAllTheSame() throws IOException {
        List<Integer> taken = new ArrayList<>();
        for (int poll = 1; poll <= 30; poll++) {
            write("version: 1\ndatacenters: {east: {}, n" + poll + ": {}}\n");
            watched.poll();
            if (!heard.isEmpty()) {
                assertThat(heard).containsExactly("accepted [east, n" + poll + "]");
                heard.clear();
                taken.add(poll);
            }
        }
        assertThat(taken).containsExactly(10, 20, 30);

        write("version: 1\ndatacenters: {west: {}}\n");
        settle();
        assertThat(heard).containsExactly("accepted [west]");
    }

    @Test
    void whatChangesUnderTheReadingIsNotTaken() throws IOException {
        AtomicInteger states = new AtomicInteger();
        int[] changesAtLook = {0};
        watched.close();
        watched = watching(directory, () -> {
            if (changesAtLook[0] > 0 && --changesAtLook[0] == 0) {
                states.incrementAndGet();
            }
            return new Fingerprint(List.of("state " + states));
        });
        watched.start();
        write("version: 1\ndatacenters: {west: {}}\n");
        states.incrementAndGet();
        watched.poll();

        // The second look from here is the one behind the reading.
        changesAtLook[0] = 2;
        watched.poll();
        assertThat(heard).isEmpty();
        watched.poll();
        assertThat(heard).containsExactly("accepted [west]");
    }

    @Test
    void aBrokenFileKeepsTheLastCatalogAndIsReportedOnce() throws IOException {
        write("version: 1\ndatacentres: {}\n");
        settle();
        settle();
        // Another size, the same problem.
        write("version: 1\ndatacentres: {a: {}}\n");
        settle();

        assertThat(heard).containsExactly("refused [unknown key 'datacentres': did you mean 'datacenters'?]");
        assertThat(watched.refused()).isEqualTo(2);
        assertThat(watched.problems()).hasSize(1);
        assertThat(watched.catalog())
                .isNotNull()
                .satisfies(catalog -> assertThat(catalog.datacenters()).containsOnlyKeys("east"));
    }

    @Test
    void theReturnToTheLastCatalogIsAnnounced() throws IOException {
        write("version: 1\nnothing: 1\n");
        settle();
        heard.clear();
        write("version: 1\ndatacenters: {east: {}}\n");
        settle();

        assertThat(heard).containsExactly("accepted [east]");
        assertThat(watched.problems()).isEmpty();
    }

    @Test
    void anEqualCatalogCountsAndOnlyItsPlacesAreAnnounced() throws IOException {
        write("# A comment.\nversion: 1\ndatacenters: {east: {latitude: 1, longitude: 2}}\n");
        settle();
        write("# A comment.\nversion: 1\n# Another.\ndatacenters: {east: {latitude: 1, longitude: 2}}\n");
        settle();

        assertThat(heard).hasSize(1);
        Origin now = moved.get(0).provenance().of("datacenters", "east", "latitude");
        assertThat(now)
                .isInstanceOfSatisfying(
                        Place.class, place -> assertThat(place.line()).isEqualTo(4));
        assertThat(watched.accepted()).isEqualTo(3);
    }

    @Test
    void aReloadDoesNotWait() throws IOException {
        write("version: 1\ndatacenters: {west: {}}\n");

        assertThat(watched.reload()).isInstanceOf(Loaded.Good.class);

        assertThat(heard).containsExactly("accepted [west]");
        settle();
        assertThat(watched.accepted()).as("nothing new is left to load").isEqualTo(2);
    }

    @Test
    void aChangeThatTakesAwayTooMuchIsRefusedOnceUntilItSaysSo() throws IOException {
        String zone = "zones: {example.com: {hostmaster: a@example.com, nameservers: {ns: 192.0.2.1}}}\n";
        write("version: 1\n" + zone);
        settle();
        heard.clear();

        write("version: 1\n");
        settle();
        write("version: 1 # cut off\n");
        settle();
        String refused = "refused [1 of 1 zones would go (example.com), a reload may remove 10%: put them back"
                + " or, if they are to go, write 'mayRemove: 100%' under server.reload]";
        assertThat(heard).containsExactly(refused);
        assertThat(watched.reload()).isInstanceOf(Loaded.Bad.class);

        assertThat(heard).as("told again to who asks again").containsExactly(refused, refused);
        assertThat(watched.refused()).isEqualTo(3);
        assertThat(watched.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place().file()).isEqualTo(directory.toString()));
        assertThat(watched.catalog())
                .isNotNull()
                .satisfies(catalog -> assertThat(catalog.zones()).hasSize(1));

        heard.clear();
        write("version: 1\nserver: {reload: {mayRemove: 100%}}\n");
        settle();
        assertThat(heard).containsExactly("accepted []");
    }

    @Test
    void aFileThatIsMissingTakesNothingAway() throws IOException {
        Path wideIps = directory.resolve("wide-ips.yaml");
        StringBuilder yaml = new StringBuilder("version: 1\nwideIps:\n");
        for (int i = 0; i < 5; i++) {
            yaml.append("  n").append(i).append(".example.com: {members: [a]}\n");
        }
        Files.writeString(wideIps, yaml);
        write("""
                version: 1
                zones: {example.com: {hostmaster: a@example.com, nameservers: {ns: 192.0.2.1}}}
                datacenters: {east: {}}
                vips: {a: {datacenter: east, addresses: 192.0.2.1}}
                """);
        settle();
        heard.clear();

        Files.delete(wideIps);
        settle();
        assertThat(heard).singleElement().asString().startsWith("refused [5 of 5 wide IPs would go (n0.example.com, ");

        Files.writeString(wideIps, yaml);
        settle();
        assertThat(heard).hasSize(2).endsWith("accepted [east]");
    }

    @Test
    void aVanishedDirectoryIsRefused() throws IOException {
        Files.delete(directory.resolve("a.yaml"));
        settle();

        assertThat(heard)
                .containsExactly("refused [no *.yaml or *.yml file in this directory: put the configuration there]");
        assertThat(watched.catalog()).isNotNull();
    }

    @Test
    void aCatalogThatCannotBePutToUseIsRefusedOnceAndTriedAgain() throws IOException {
        throwing = true;
        write("version: 1\ndatacenters: {west: {}}\n");
        settle();

        assertThat(heard).containsExactly("accepted [west]", "refused [" + NOT_IN_USE + "]");
        assertThat(watched.accepted()).isEqualTo(1);
        assertThat(watched.refused()).isEqualTo(1);
        assertThat(watched.catalog())
                .isNotNull()
                .satisfies(catalog -> assertThat(catalog.datacenters()).containsOnlyKeys("east"));

        heard.clear();
        watched.poll();
        assertThat(watched.reload()).isInstanceOf(Loaded.Bad.class);
        assertThat(heard).as("the same is said once").containsExactly("accepted [west]", "accepted [west]");
        assertThat(watched.refused()).isEqualTo(3);

        throwing = false;
        for (int i = 0; i < 10; i++) {
            watched.poll();
        }
        assertThat(heard).hasSize(3).endsWith("accepted [west]");
        assertThat(watched.accepted()).isEqualTo(2);
        assertThat(watched.problems()).isEmpty();
    }

    @Test
    void attemptsComeAfterLongerAndLongerPauses() throws IOException {
        throwing = true;
        write("version: 1\ndatacenters: {west: {}}\n");
        List<Integer> attempts = new ArrayList<>();
        for (int poll = 0; poll <= 248; poll++) {
            long before = watched.refused();
            watched.poll();
            if (watched.refused() > before) {
                attempts.add(poll);
            }
        }
        assertThat(attempts).containsExactly(1, 2, 4, 8, 16, 32, 64, 124, 184, 244);

        Files.writeString(directory.resolve("a.yaml"), "version: 2\n");
        for (int i = 0; i < 70; i++) {
            watched.poll();
        }
        assertThat(watched.refused())
                .as("what has problems of its own is read once")
                .isEqualTo(11);
    }

    @Test
    void afterOneThatCannotBePutToUseTheLastCatalogIsAnnouncedAgain() throws IOException {
        throwing = true;
        write("version: 1\ndatacenters: {west: {}}\n");
        settle();
        heard.clear();
        throwing = false;
        write("version: 1\ndatacenters: {east: {}}\n");
        settle();

        assertThat(heard).containsExactly("accepted [east]");
    }

    @Test
    void nothingIsHeardAfterTheEnd() throws IOException {
        watched.close();
        write("version: 1\ndatacenters: {west: {}}\n");
        settle();
        watched.reload();

        assertThat(heard).isEmpty();
    }

    private void settle() {
        watched.poll();
        watched.poll();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), yaml);
    }

    private ConfigDirectory watching(Path path) {
        return watching(path, () -> Fingerprint.of(path));
    }

    private ConfigDirectory watching(Path path, Supplier<Fingerprint> look) {
        CatalogListener listener = new CatalogListener() {
            @Override
            public void accepted(Merged merged) {
                heard.add("accepted " + merged.catalog().datacenters().keySet());
                if (throwing) {
                    throw new LinkageError("thrown by the test");
                }
            }

            @Override
            public void moved(Merged merged) {
                moved.add(merged);
            }

            @Override
            public void refused(List<Problem> problems) {
                heard.add("refused " + problems.stream().map(Problem::what).toList());
            }
        };
        return new ConfigDirectory(path, look, new Loader(TestVocabulary.VOCABULARY), listener, Duration.ofHours(1));
    }
}
