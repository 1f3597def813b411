package io.wideip.config.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The example directories at the top of the project. */
public final class Examples {
    private static final Path TOP = Path.of("..").resolve("examples");

    private Examples() {}

    public static Path directory(String name) {
        return TOP.resolve(name);
    }

    public static List<Path> directories() {
        try (Stream<Path> all = Files.list(TOP)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path directory : directories()) {
            try {
                files.addAll(Loader.files(directory));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
