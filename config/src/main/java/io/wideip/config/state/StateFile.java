package io.wideip.config.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One text that outlasts a restart. It is replaced whole, so that a crash at any moment leaves the old text or the new one. One that
 * is damaged is set aside with a warning, and never guessed at. No fault of the disk reaches the caller: what can't be saved
 * stays as it was, with one warning until it can be saved again. Thread-safe; blocks for as long as the disk takes.
 */
public final class StateFile {
    private static final Logger log = LoggerFactory.getLogger(StateFile.class);
    /** No state is as large; what is, is not read into memory. */
    private static final long LARGEST = 256L * 1024 * 1024;

    /**
     * A text as it was saved.
     *
     * @param version in which it was written: the file's own or an earlier one
     */
    public record Saved(int version, Instant at, String text) {}

    private final @Nullable Path directory;
    private final String name;
    private final int version;
    private boolean failing;

    StateFile(@Nullable Path directory, String name, int version) {
        this.directory = directory;
        this.name = name;
        this.version = version;
    }

    /** What was saved last; null where nothing is there that can be used. */
    public synchronized @Nullable Saved read() {
        if (directory == null) {
            return null;
        }
        Path file = directory.resolve(name);
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new DamagedException("it has " + size + " bytes");
            }
            Saved saved = StateText.parse(name, Files.readAllBytes(file));
            if (saved.version() > version) {
                throw new DamagedException(
                        "it has version " + saved.version() + ", and this program reads up to " + version);
            }
            return saved;
        } catch (NoSuchFileException e) {
            return null;
        } catch (DamagedException e) {
            setAside(String.valueOf(e.getMessage()));
            return null;
        } catch (IOException e) {
            log.warn("{} can't be read, what it keeps is not used: {}", file, e.toString());
            return null;
        }
    }

    /** Replaces what was saved; true once it would outlast even a loss of power. */
    public synchronized boolean save(String text, Instant now) {
        if (directory == null) {
            return false;
        }
        Path file = directory.resolve(name);
        try {
            replace(directory, name, StateText.format(name, new Saved(version, now, text)));
        } catch (IOException e) {
            if (!failing) {
                log.warn("{} can't be saved, a restart would find what was there before: {}", file, e.toString());
            }
            failing = true;
            return false;
        }
        if (failing) {
            log.info("{} can be saved again", file);
        }
        failing = false;
        return true;
    }

    /** Whole or not at all, even if power is lost. */
    static void replace(Path directory, String name, byte[] content) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(name);
        Path fresh = directory.resolve(name + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        move(fresh, file);
        // The new name itself must reach the disk, too. Not every system opens a directory.
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException e) {
            log.debug("{} can't be flushed", directory, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Gives what was saved another name, with a warning: it is not what its owner writes. Always the same name, so that many
     * such files take no more room than one.
     */
    public synchronized void setAside(String why) {
        if (directory != null) {
            setAside(directory, name, why);
        }
    }

    static void setAside(Path directory, String name, String why) {
        Path file = directory.resolve(name);
        Path aside = directory.resolve(name + ".refused");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.warn("{} is not used, and now named {}: {}", file, aside.getFileName(), why);
        } catch (IOException e) {
            log.warn("{} is not used: {}; it can't be renamed: {}", file, why, e.toString());
        }
    }
}
