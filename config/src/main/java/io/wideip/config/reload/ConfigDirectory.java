package io.wideip.config.reload;

import io.wideip.config.Catalog;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a directory of YAML, a mounted ConfigMap too, and loads it when it changed and then lay still for one poll, so that
 * a half-written file is not taken; one that never lies still is loaded all the same after some polls. A directory with a
 * problem is refused whole, and so is one that takes away too much: the last good catalog stays. It polls, because notices of
 * changes miss mounted ConfigMaps and network file systems. Thread-safe.
 */
public final class ConfigDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfigDirectory.class);
    private static final int LONGEST_PAUSE = 60;

    /** Polls in a row that find another state, after which it is loaded as it is. */
    private static final int MOST_RESTLESS = 10;

    private final Path directory;
    private final Supplier<Fingerprint> look;
    private final Loader loader;
    private final CatalogListener listener;
    private final Duration poll;
    private final ScheduledExecutorService watch;

    /** Held over a load and the call to the listener, which so come one at a time. */
    private final ReentrantLock lock = new ReentrantLock();

    private Fingerprint loaded = new Fingerprint(List.of());
    private Fingerprint seen = loaded;
    private int restless;
    /**
     * Polls from one attempt to put a catalog to use to the next, where they fail: twice as many each time, because an attempt that
     * lacks memory costs the answers time.
     */
    private int pause;

    private int pollsToAttempt;
    private boolean closed;
    private volatile long accepted;
    private volatile long refused;
    private volatile @Nullable Catalog catalog;
    private volatile List<Problem> problems = List.of();

    /**
     * Reads nothing yet: see {@link #start}.
     *
     * @param directory or a single file
     * @param poll how often the directory is looked at; one second suits most
     */
    public ConfigDirectory(Path directory, Loader loader, CatalogListener listener, Duration poll) {
        this(directory, () -> Fingerprint.of(directory), loader, listener, poll);
    }

    /** @param look what tells the directory's states from each other, as it is now */
    ConfigDirectory(
            Path directory, Supplier<Fingerprint> look, Loader loader, CatalogListener listener, Duration poll) {
        this.directory = directory;
        this.look = look;
        this.loader = loader;
        this.listener = listener;
        this.poll = poll;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "config-directory");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Loads for the first time, and watches from then on, whatever came of it. The listener is not told of this first load, only
     * of what follows. To be called once.
     */
    public Loaded start() {
        lock.lock();
        try {
            loaded = look.get();
            seen = loaded;
            Loaded first = load(() -> {});
            count(first);
            watch.scheduleWithFixedDelay(this::pollAndLog, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Loads at once, as on a SIGHUP; the listener is told by the same rules as of any other load. */
    public Loaded reload() {
        lock.lock();
        try {
            loaded = look.get();
            seen = loaded;
            return take(load(() -> {}));
        } finally {
            lock.unlock();
        }
    }

    /** How many loads gave a catalog that could be put to use, the first one and unchanged ones too. */
    public long accepted() {
        return accepted;
    }

    /** How many loads were refused, the first one too. */
    public long refused() {
        return refused;
    }

    /** The last good catalog; null where there was none yet. */
    public @Nullable Catalog catalog() {
        return catalog;
    }

    /** What is wrong with the directory as last loaded; empty where nothing is. */
    public List<Problem> problems() {
        return problems;
    }

    /** Ends the watching. A load that runs is waited for, and then the listener hears nothing more. */
    @Override
    public void close() {
        // Not shutdownNow: an interrupt would break a file that is just being read.
        watch.shutdown();
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** One look at the directory. */
    void poll() {
        lock.lock();
        try {
            Fingerprint now = look.get();
            restless = now.equals(seen) ? 0 : restless + 1;
            seen = now;
            boolean isSettled = restless == 0 || restless >= MOST_RESTLESS;
            boolean isAttemptDue = pollsToAttempt > 0 && --pollsToAttempt == 0;
            if (closed || !isSettled || now.equals(loaded) && !isAttemptDue) {
                return;
            }
            restless = 0;
            Loaded read = load(() -> seen = look.get());
            // Else it changed under the reading: what was read may be half of each.
            if (seen.equals(now)) {
                loaded = now;
                take(read);
            }
        } finally {
            lock.unlock();
        }
    }

    private void pollAndLog() {
        try {
            poll();
        } catch (RuntimeException | Error e) { // Else the executor would end the watch without a word.
            log.error("looking at {} failed; it is looked at again in {}", directory, poll, e);
        }
    }

    /** Tells the listener, and gives what became of it there. */
    private Loaded take(Loaded read) {
        List<Problem> problemsBefore = problems;
        pollsToAttempt = 0;
        Loaded now = read instanceof Loaded.Good good && isNews(good.catalog()) ? putToUse(good) : read;
        count(now);
        if (now instanceof Loaded.Bad && !closed && !problems.equals(problemsBefore)) {
            listener.refused(problems);
        }
        return now;
    }

    private boolean isNews(Catalog now) {
        return !closed && !(now.equals(catalog) && problems.isEmpty());
    }

    private Loaded putToUse(Loaded.Good now) {
        try {
            listener.accepted(now.catalog());
            pause = 0;
            return now;
        } catch (RuntimeException | Error e) {
            pause = Math.min(LONGEST_PAUSE, Math.max(1, 2 * pause));
            pollsToAttempt = pause;
            Loaded.Bad refusal = refusal("it could not be put to use (" + e + "); it is tried again");
            if (!refusal.problems().equals(problems)) {
                log.error("the catalog of {} could not be put to use: this is no fault of the files", directory, e);
            }
            return refusal;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only written with the lock held.
    private void count(Loaded now) {
        if (now instanceof Loaded.Good good) {
            accepted++;
            catalog = good.catalog();
            problems = List.of();
        } else if (now instanceof Loaded.Bad bad) {
            refused++;
            problems = bad.problems();
        }
    }

    /** The loader never throws for what it reads, but the words of other modules run in it. */
    private Loaded load(Runnable whenRead) {
        try {
            return unlessTooMuchIsGone(loader.load(directory, whenRead));
        } catch (OutOfMemoryError e) {
            return refusal("more than this process has memory for: give the process more (-Xmx)");
        } catch (RuntimeException e) {
            log.error("loading {} failed: this is a fault of the program, not of the files", directory, e);
            return refusal("the loader failed on this: please report it (" + e + ")");
        }
    }

    private Loaded unlessTooMuchIsGone(Loaded now) {
        Catalog last = catalog;
        List<String> refusals =
                last != null && now instanceof Loaded.Good good ? Removals.refusals(last, good.catalog()) : List.of();
        return refusals.isEmpty()
                ? now
                : new Loaded.Bad(refusals.stream().map(this::problem).toList());
    }

    private Loaded.Bad refusal(String what) {
        return new Loaded.Bad(List.of(problem(what)));
    }

    private Problem problem(String what) {
        return new Problem(new Place(directory.toString(), 1, 1), what);
    }
}
