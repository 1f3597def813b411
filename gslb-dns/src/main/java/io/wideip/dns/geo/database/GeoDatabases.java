package io.wideip.dns.geo.database;

import io.wideip.config.GeoOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases that the YAML names, in its order. They are read on threads of their own, and given on whole: what can't be read holds
 * up nothing, and takes nothing away. Thread-safe.
 */
public final class GeoDatabases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("geo");
    /** Polls, as many as there are between attempts at other files. */
    private static final int LONGEST_PAUSE = 60;

    private final InstantSource clock;
    private final Duration poll;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread geo = new Thread(work, "geo");
        geo.setDaemon(true);
        return geo;
    });
    private final Gathering gathering;

    private volatile Map<Path, WatchedDatabase> watched = Map.of();
    /** Why those that were named last are not in use, though they could be read; null where they are. */
    private volatile @Nullable String failure;

    /** Of the next attempt to put them to use. Only the thread uses it. */
    private @Nullable Future<?> retry;

    private boolean closed;

    /**
     * Reads nothing yet.
     *
     * @param user of all databases that could be read, told of each change
     * @param poll from one look at the files to the next
     */
    public GeoDatabases(Consumer<List<GeoDatabase>> user, InstantSource clock, Duration poll) {
        gathering = new Gathering(
                () -> {
                    user.accept(current());
                    failure = null;
                },
                poll);
        this.clock = clock;
        this.poll = poll;
    }

    /** Completes when each file was read once, whatever came of it. */
    public synchronized CompletableFuture<Void> use(GeoOptions options) {
        if (closed || List.copyOf(watched.keySet()).equals(options.databases())) {
            return CompletableFuture.completedFuture(null);
        }
        Map<Path, WatchedDatabase> before = watched;
        Map<Path, WatchedDatabase> next = new LinkedHashMap<>();
        List<WatchedDatabase> added = new ArrayList<>();
        for (Path file : options.databases()) {
            WatchedDatabase known = before.get(file);
            WatchedDatabase database = known == null ? new WatchedDatabase(file, clock, poll, this::bring) : known;
            next.put(file, database);
            if (known == null) {
                added.add(database);
            }
        }
        return CompletableFuture.runAsync(() -> exchange(before, next, added), thread);
    }

    private void exchange(
            Map<Path, WatchedDatabase> before, Map<Path, WatchedDatabase> next, List<WatchedDatabase> added) {
        added.forEach(WatchedDatabase::begin);
        watched = next;
        before.values().stream()
                .filter(database -> !next.containsValue(database))
                .forEach(WatchedDatabase::close);
        if (retry != null) {
            retry.cancel(false);
        }
        try {
            gathering.bring(() -> false);
        } catch (RuntimeException | Error thrown) {
            LOG.error(
                    "geo databases could not be put to use; the answers stay as they were; it is tried again", thrown);
            tryAgain(thrown, 1);
            throw thrown;
        }
    }

    /** After a pause, each time twice as long, because an attempt that lacks memory costs the answers time. */
    private void tryAgain(Throwable thrown, int polls) {
        failure = "can't be put to use: " + thrown;
        if (!thread.isShutdown()) {
            retry = thread.schedule(() -> attempt(polls), poll.toMillis() * polls, TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(int polls) {
        if (failure == null || thread.isShutdown()) {
            return; // A file that has changed since had them put to use.
        }
        try {
            gathering.bring(() -> false);
            LOG.info("geo databases could be put to use now");
        } catch (RuntimeException | Error thrown) {
            tryAgain(thrown, Math.min(LONGEST_PAUSE, 2 * polls));
        }
    }

    private void bring(WatchedDatabase database) {
        gathering.bring(() -> watched.values().stream().anyMatch(each -> each != database && each.isBehind()));
    }

    /** Those that are in use. */
    public List<GeoDatabase> current() {
        return watched.values().stream()
                .map(WatchedDatabase::current)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What is wrong with each file as read last; empty where nothing is. */
    public Map<Path, Optional<String>> faults() {
        Map<Path, Optional<String>> faults = new LinkedHashMap<>();
        String ofAll = failure;
        watched.forEach((file, database) -> faults.put(
                file,
                Optional.ofNullable(database.fault())
                        .or(() -> Optional.ofNullable(ofAll).map(what -> file + ": " + what))));
        return faults;
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.shutdown();
        gathering.close();
        watched.values().forEach(WatchedDatabase::close);
    }
}
