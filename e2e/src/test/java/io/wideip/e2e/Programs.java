package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs of other packages that a test needs, by the Debian package that holds each. */
final class Programs {
    private final Map<String, Path> found;

    private Programs(Map<String, Path> found) {
        this.found = found;
    }

    /** Where one is missing, says which in one line and skips the test; in CI, where all can be had, fails it. */
    static Programs require(Map<String, String> packagesByProgram) {
        Map<String, Path> found = new LinkedHashMap<>();
        packagesByProgram.keySet().forEach(name -> find(name).ifPresent(path -> found.put(name, path)));
        String missing = packagesByProgram.entrySet().stream()
                .filter(entry -> !found.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            String line = "End-to-end tests need: sudo apt-get install " + missing;
            assertThat(System.getenv("CI")).as(line).isNotEqualTo("true");
            System.out.println("SKIPPED: " + line);
            abort(line);
        }
        return new Programs(found);
    }

    /** The program's path. */
    String path(String name) {
        return String.valueOf(found.get(name));
    }

    private static Optional<Path> find(String name) {
        // Debian keeps servers where the PATH of a plain user does not look.
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
