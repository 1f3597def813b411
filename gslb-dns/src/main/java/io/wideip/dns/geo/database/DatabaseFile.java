package io.wideip.dns.geo.database;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import io.wideip.config.files.FileState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads files of MaxMind DB format: GeoIP2, GeoLite2, DB-IP, and those with flat records. */
public final class DatabaseFile {
    private static final String MEND = ": fetch it again, and put it into place whole, by renaming it";

    private DatabaseFile() {}

    /**
     * Reads a file whole. What it holds can be used whatever becomes of the file.
     *
     * @throws IOException with a message for people: the file, what is wrong with it, and the mend
     */
    public static GeoDatabase read(Path file) throws IOException {
        try (InputStream octets = open(file)) {
            return read(file, octets);
        } catch (UnknownLayoutException unknown) {
            throw new IOException(file + ": " + unknown.getMessage(), unknown);
        } catch (UnreadableException unreadable) {
            throw unreadable;
        } catch (OutOfMemoryError tooLarge) {
            // Counts in a damaged file may be huge, too.
            throw new UnreadableException(
                    file + ": too large for the memory that Java may use (-Xmx), or damaged", tooLarge);
        } catch (IOException | RuntimeException | StackOverflowError damage) {
            // The vendor's reader throws whatever it stumbles over.
            String what = damage.getMessage() == null ? damage.getClass().getSimpleName() : damage.getMessage();
            throw new IOException(file + ": damaged, or no MaxMind DB (" + what + ")" + MEND, damage);
        }
    }

    /** The vendor's reader holds the file, and does not show its search tree: this is read once more, from the open file. */
    private static GeoDatabase read(Path file, InputStream octets) throws IOException {
        FileState before = FileState.of(file);
        try (Reader reader = reader(file)) {
            byte[] tree = tree(octets, Files.size(file), reader.getMetadata());
            if (!FileState.of(file).equals(before)) {
                throw new UnreadableException(file + ": replaced while it was read: it is read again", null);
            }
            return new NetworkWalk(file, tree, reader).read();
        }
    }

    private static InputStream open(Path file) throws IOException {
        // To open a pipe waits for a writer, and a device has no end.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnreadableException(file + ": a folder, pipe or device: a database is a regular file", null);
        }
        try {
            return Files.newInputStream(file);
        } catch (AccessDeniedException denied) {
            throw new UnreadableException(
                    file + ": may not be read: give it to the user that the server runs as", denied);
        } catch (NoSuchFileException missing) {
            throw new UnreadableException(
                    file + ": no such file: fetch the database, or take it out of server.geo", missing);
        }
    }

    /** Not mapped into memory: there a file that is cut ends the process. */
    private static Reader reader(Path file) throws IOException {
        try {
            return new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache());
        } catch (OutOfMemoryError tooLarge) {
            throw new UnreadableException(file + ": too large for the memory that Java may use (-Xmx)", tooLarge);
        }
    }

    private static byte[] tree(InputStream octets, long size, Metadata metadata) throws IOException {
        long length = metadata.nodeCount() * (metadata.recordSize() / 4);
        byte[] tree = new byte[Math.toIntExact(Math.min(size, length))];
        int read = octets.readNBytes(tree, 0, tree.length);
        return read == tree.length ? tree : Arrays.copyOf(tree, read);
    }
}
