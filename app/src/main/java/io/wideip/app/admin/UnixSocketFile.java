package io.wideip.app.admin;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The file of the unix socket: who may write to it may give orders, so it is never there with wider permissions. */
final class UnixSocketFile {
    private static final String MODE = "rw-rw----";
    /** Of {@code sockaddr_un}, without the zero at its end. */
    private static final int LONGEST_PATH = 107;

    private final Path path;
    private @Nullable Object key;

    /** Binds a socket at an address. */
    interface Binding {
        void bind(UnixDomainSocketAddress address) throws IOException;
    }

    UnixSocketFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** The socket is bound in a directory that nobody else may enter, gets its mode, and is moved to its place then. */
    void bind(Binding binding) throws IOException {
        requireFree();
        Path directory = path.resolveSibling(".wideip");
        Path made = directory.resolve("s");
        if (Math.max(made.toString().length(), path.toString().length()) > LONGEST_PATH) {
            throw cannot("a path of a unix socket has " + LONGEST_PATH + " octets at most; write a shorter one");
        }
        try {
            Files.deleteIfExists(made);
            Files.deleteIfExists(directory);
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            binding.bind(UnixDomainSocketAddress.of(made));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(MODE));
            Files.move(made, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            key = fileKey();
        } catch (NoSuchFileException missing) {
            throw cannot("there is no directory " + path.getParent() + "; make it, or let systemd (RuntimeDirectory=)");
        } catch (AccessDeniedException denied) {
            throw cannot("this server's user may not write to " + path.getParent() + "; let it, or write another path");
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(directory);
        }
    }

    private void requireFree() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw cannot("there is another file, which is no socket; remove it, or write another path");
        }
        try (SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException nobody) { // Left by a server that was killed.
            return;
        }
        throw cannot("another process serves it; end that one, or write another path");
    }

    private IOException cannot(String why) {
        return new IOException("the unix socket " + path + " (server.admin.socket) can't be made: " + why);
    }

    private Object fileKey() throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /** Unless another server has put its own there. */
    void delete() {
        try {
            if (fileKey().equals(key)) {
                Files.delete(path);
            }
        } catch (IOException gone) {
            // Then there is nothing to delete; a file that stays is replaced at the next start.
        }
    }
}
