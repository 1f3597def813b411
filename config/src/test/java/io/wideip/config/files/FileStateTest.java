package io.wideip.config.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStateTest {
    @TempDir
    private Path directory;

    private Path file = Path.of("unset");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("file"), "one");
    }

    @Test
    void anotherLookFindsTheSame() throws IOException {
        assertThat(FileState.of(file)).isEqualTo(FileState.of(file));
    }

    @Test
    void theSizeTells() throws IOException {
        FileState before = FileState.of(file);
        Files.writeString(file, "other");
        assertThat(FileState.of(file)).isNotEqualTo(before);
    }

    @Test
    void anotherFileOfTheSameSizeAndTimeTells() throws IOException {
        FileState before = FileState.of(file);
        FileTime time = Files.getLastModifiedTime(file);
        Path next = Files.writeString(directory.resolve("next"), "two");
        Files.setLastModifiedTime(next, time);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(FileState.of(file)).isNotEqualTo(before);
    }

    /** Else a file that could not be read at first would be looked at no more. */
    @Test
    void aRightToReadTells() throws IOException {
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "rights are the system's own");
        FileState before = FileState.of(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assertThat(FileState.of(file)).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsMissingHasNone() {
        assertThatThrownBy(() -> FileState.of(directory.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }
}
