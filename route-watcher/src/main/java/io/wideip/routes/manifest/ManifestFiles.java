package io.wideip.routes.manifest;

import io.wideip.config.files.FileState;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a directory and of those below it that may hold manifests. */
final class ManifestFiles {
    private static final Pattern NAMES = Pattern.compile("(?!\\.).*\\.(yaml|yml|json)");
    private static final int DEEPEST = 50;
    /** A checkout of everything that a company runs has fewer. */
    private static final int MOST = 100_000;

    private ManifestFiles() {}

    /**
     * The files and their states, sorted. Symbolic links are followed; hidden names are left out, such as {@code .git} and what a
     * mounted ConfigMap keeps behind {@code ..data}.
     *
     * @throws IOException with a message for people
     */
    static Map<Path, FileState> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("this is no directory: name one that holds manifests");
        }
        Map<Path, FileState> files = new TreeMap<>();
        Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                boolean isHidden = visited.getFileName().toString().startsWith(".");
                return isHidden && !visited.equals(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && NAMES.matcher(file.getFileName().toString()).matches()) {
                    if (files.size() == MOST) {
                        throw new IOException("more than " + MOST + " files: name a directory with fewer");
                    }
                    files.put(file, FileState.of(file));
                }
                return FileVisitResult.CONTINUE;
            }

            // A link that leads round in a circle, or nowhere, holds no manifest.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                if (Files.isSymbolicLink(file)) {
                    return FileVisitResult.CONTINUE;
                }
                throw fault;
            }
        });
        return files;
    }
}
