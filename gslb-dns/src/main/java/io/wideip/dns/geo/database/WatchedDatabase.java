package io.wideip.dns.geo.database;

import io.wideip.config.files.FileReading;
import io.wideip.config.files.FileReading.Bad;
import io.wideip.config.files.FileReading.Good;
import io.wideip.config.files.FileState;
import io.wideip.config.files.FileUse;
import io.wideip.config.files.WatchedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file of a database. What was read last stays while the file is missing or damaged. */
final class WatchedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("geo");
    /** Free databases come twice a week to once a month. */
    private static final Duration OLD = Duration.ofDays(45);

    private final Path file;
    private final Consumer<WatchedDatabase> changed;
    private final InstantSource clock;
    private final Duration poll;
    private final WatchedFiles<GeoDatabase, String> files;
    private volatile @Nullable GeoDatabase current;
    /** The state of the file that is being read or was read last. Only the thread that reads uses it. */
    private @Nullable Object reading;
    /** The state of which all is done that is to be done: what the file held is in place or refused. */
    private volatile @Nullable Object done;

    /** @param changed told on the watching thread when another database is to be used */
    WatchedDatabase(Path file, InstantSource clock, Duration poll, Consumer<WatchedDatabase> changed) {
        this.file = file;
        this.changed = changed;
        this.clock = clock;
        this.poll = poll;
        files = new WatchedFiles<>(new Use());
    }

    /** Reads the file for the first time, and watches it from then on. */
    void begin() {
        FileReading<GeoDatabase, String> first = files.first();
        if (first instanceof Good<GeoDatabase, String> good) {
            done = reading;
            take(good.value());
        } else if (first instanceof Bad<GeoDatabase, String> bad) {
            LOG.error("{}; clients are located without it", bad.fault());
        }
        files.watch("geo-" + file.getFileName(), poll);
    }

    private void take(GeoDatabase database) {
        current = database;
        LOG.info(
                "geo database in use: {}, {} networks",
                database,
                database.networks().ranges(true) + database.networks().ranges(false));
        long days = Duration.between(database.built(), clock.instant()).toDays();
        if (days > OLD.toDays()) {
            LOG.warn("the geo database {} is {} days old: networks have moved since, fetch a newer one", file, days);
        }
    }

    Path file() {
        return file;
    }

    /** Whether the file has changed, and what it holds now is neither in place nor refused. */
    boolean isBehind() {
        return !look().equals(done);
    }

    private Object look() {
        try {
            return FileState.of(file);
        } catch (IOException gone) {
            return "not there";
        }
    }

    /** Null until the file was read whole. */
    @Nullable
    GeoDatabase current() {
        return current;
    }

    /** What is wrong with the file as read last; null where nothing is. */
    @Nullable
    String fault() {
        return files.fault();
    }

    @Override
    public void close() {
        files.close();
    }

    private final class Use implements FileUse<GeoDatabase, String> {
        @Override
        public Object look() {
            return WatchedDatabase.this.look();
        }

        @Override
        public FileReading<GeoDatabase, String> read(Runnable whenRead) {
            reading = look();
            try {
                GeoDatabase database = DatabaseFile.read(file);
                whenRead.run();
                return new Good<>(database);
            } catch (IOException fault) {
                whenRead.run();
                done = reading;
                return new Bad<>(String.valueOf(fault.getMessage()));
            }
        }

        @Override
        public void accepted(GeoDatabase database) {
            GeoDatabase before = current;
            current = database;
            done = reading;
            try {
                changed.accept(WatchedDatabase.this);
            } catch (RuntimeException | Error failure) {
                current = before;
                throw failure;
            }
            take(database);
        }

        @Override
        public void refused(String fault, @Nullable Throwable thrown) {
            LOG.error("{}; {}", fault, current == null ? "clients are located without it" : "the last good one stays");
        }

        @Override
        public String fault(Throwable thrown) {
            return thrown instanceof OutOfMemoryError
                    ? file + ": too large for the memory that Java may use (-Xmx)"
                    : file + ": can't be put to use: " + thrown;
        }
    }
}
