package io.wideip.dns.geo.database;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
        byte[] octets = octets(file);
        try (Reader reader = new Reader(new ByteArrayInputStream(octets), new CHMCache())) {
            return new NetworkWalk(file, octets, reader).read();
        } catch (UnknownLayoutException unknown) {
            throw new IOException(file + ": " + unknown.getMessage(), unknown);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError damage) {
            // The vendor's reader throws whatever it stumbles over.
            String what = damage.getMessage() == null ? damage.getClass().getSimpleName() : damage.getMessage();
            throw new IOException(file + ": damaged, or no MaxMind DB (" + what + ")" + MEND, damage);
        }
    }

    private static byte[] octets(Path file) throws IOException {
        try {
            // To open a pipe waits for a writer, and a device has no end.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException(file + ": a folder, pipe or device: a database is a regular file");
            }
            return Files.readAllBytes(file);
        } catch (AccessDeniedException denied) {
            throw new IOException(file + ": may not be read: give it to the user that the server runs as", denied);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file: fetch the database, or take it out of server.geo", missing);
        } catch (OutOfMemoryError tooLarge) {
            throw new IOException(file + ": too large for the memory that Java may use (-Xmx)", tooLarge);
        }
    }
}
