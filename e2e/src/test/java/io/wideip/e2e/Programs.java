package io.wideip.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

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
            throw missing("End-to-end tests need: sudo apt-get install " + missing);
        }
        return new Programs(found);
    }

    /** Skips the test for want of something, in one line; in CI, where all can be had, fails it. */
    static RuntimeException missing(String line) {
        assertThat(System.getenv("CI")).as(line).isNotEqualTo("true");
        System.out.println("SKIPPED: " + line);
        return new TestAbortedException(line);
    }

    /** The program's path. */
    String path(String name) {
        return String.valueOf(found.get(name));
    }

    /** The arguments are parted by spaces, so none of them may hold one. */
    List<String> command(String name, String arguments) {
        return Stream.concat(Stream.of(path(name)), Stream.of(arguments.split(" ")))
                .toList();
    }

    /** Runs it to its end: standard output, or nothing where it fails. */
    String run(Path directory, String name, String arguments) {
        return run(directory, command(name, arguments));
    }

    /** Likewise, for arguments with spaces. */
    static String run(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 ? output : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    private static Optional<Path> find(String name) {
        // Debian keeps servers where the PATH of a plain user does not look.
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
