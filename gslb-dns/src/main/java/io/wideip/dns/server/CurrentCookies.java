package io.wideip.dns.server;

import io.wideip.config.files.FileReading;
import io.wideip.config.files.FileUse;
import io.wideip.config.files.WatchedFiles;
import io.wideip.dns.admission.CookieSecrets;
import io.wideip.dns.admission.Cookies;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cookies in force: those of the configured file of secrets, which is watched, or of a secret that is drawn. A file that can't
 * be read leaves those in force that were. Not thread-safe, but for the counts.
 */
final class CurrentCookies {
    private static final Logger LOG = LoggerFactory.getLogger("dns");

    private final WatchedFiles<Cookies, String> watched = new WatchedFiles<>(new Use());
    private final Cookies drawn = Cookies.random(new SecureRandom());
    private @Nullable Path file;
    private Cookies current;

    /**
     * Reads the file.
     *
     * @param file null where none is configured
     * @throws IOException with a message for people when it can't be read
     */
    CurrentCookies(@Nullable Path file) throws IOException {
        this.file = file;
        if (file == null) {
            current = drawn;
            return;
        }
        FileReading<Cookies, String> first = watched.first();
        if (first instanceof FileReading.Bad<Cookies, String> bad) {
            throw new IOException(bad.fault());
        }
        current = ((FileReading.Good<Cookies, String>) first).value();
    }

    Cookies get() {
        return current;
    }

    /** Takes the file that is configured now, or none. True where other cookies are in force from now on. */
    boolean change(@Nullable Path next) {
        if (Objects.equals(next, file)) {
            return false;
        }
        file = next;
        if (next == null) {
            return replaceBy(drawn);
        }
        watched.reload();
        return replaceByRead();
    }

    /** Looks at the file. True where other cookies are in force from now on. */
    boolean poll() {
        if (file == null) {
            return false;
        }
        watched.poll();
        return replaceByRead();
    }

    private boolean replaceByRead() {
        Cookies read = watched.value();
        return read != null && watched.fault() == null && replaceBy(read);
    }

    private boolean replaceBy(Cookies next) {
        if (next.equals(current)) {
            return false;
        }
        current = next;
        LOG.info("the secrets of DNS cookies have changed");
        return true;
    }

    /** How many times the file was taken over, the first time too. */
    long accepted() {
        return watched.accepted();
    }

    /** How many times it was refused because it was missing, or had a fault. */
    long refused() {
        return watched.refused();
    }

    /** What the file is for. What was read is its state, too: the file is small. */
    private final class Use implements FileUse<Cookies, String> {
        @Override
        public Object look() {
            return read(() -> {});
        }

        @Override
        public FileReading<Cookies, String> read(Runnable whenRead) {
            FileReading<Cookies, String> read = readFile();
            whenRead.run();
            return read;
        }

        @Override
        public void accepted(Cookies read) {
            if (read.equals(current)) {
                LOG.info("the secrets of DNS cookies can be read again, and are those in force");
            }
        }

        @Override
        public void refused(String fault, @Nullable Throwable thrown) {
            LOG.error("{} (the secrets before stay in force)", fault, thrown);
        }

        @Override
        public String fault(Throwable thrown) {
            return "reading the secrets of DNS cookies failed: " + thrown;
        }
    }

    private FileReading<Cookies, String> readFile() {
        try {
            return new FileReading.Good<>(CookieSecrets.read(Objects.requireNonNull(file)));
        } catch (IOException e) {
            return new FileReading.Bad<>(String.valueOf(e.getMessage()));
        }
    }
}
