package io.wideip.prober.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a file has changed since it was asked last, looked up at most once a second. Not thread-safe. */
final class FileChange {
    private static final long APART_NANOS = Duration.ofSeconds(1).toNanos();

    private record State(Object time, long size, @Nullable Object key) {}

    private final Path path;
    private @Nullable State last;
    private long looked = System.nanoTime() - APART_NANOS;

    FileChange(Path path) {
        this.path = path;
    }

    /** True at first, and once after each change; a file that is not there has not changed. */
    boolean hasChanged() {
        long now = System.nanoTime();
        if (now - looked < APART_NANOS) {
            return false;
        }
        looked = now;
        State state = state();
        boolean changed = state != null && !state.equals(last);
        last = state == null ? last : state;
        return changed;
    }

    private @Nullable State state() {
        try {
            BasicFileAttributes read = Files.readAttributes(path, BasicFileAttributes.class);
            return new State(read.lastModifiedTime(), read.size(), read.fileKey());
        } catch (IOException e) {
            return null;
        }
    }
}
