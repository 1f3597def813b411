package io.wideip.prober.names;

import io.wideip.config.files.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a file has changed since it was asked last, looked up at most once a second. Not thread-safe. */
final class FileChange {
    private static final long APART_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path path;
    private @Nullable FileState last;
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
        try {
            FileState state = FileState.of(path);
            boolean changed = !state.equals(last);
            last = state;
            return changed;
        } catch (IOException e) {
            return false;
        }
    }
}
