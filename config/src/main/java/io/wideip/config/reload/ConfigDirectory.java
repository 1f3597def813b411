package io.wideip.config.reload;

import io.wideip.config.Catalog;
import io.wideip.config.files.FileReading;
import io.wideip.config.files.FileUse;
import io.wideip.config.files.WatchedFiles;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a directory of YAML, a mounted ConfigMap too, and loads it when it has changed. A directory with a problem is refused
 * whole, and so is one that takes away too much: the last good catalog stays. Thread-safe.
 */
public final class ConfigDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConfigDirectory.class);

    private final Path directory;
    private final Supplier<Fingerprint> look;
    private final Loader loader;
    private final CatalogListener listener;
    private final Duration poll;
    private final WatchedFiles<Loaded.Good, Loaded.Bad> files = new WatchedFiles<>(new Use());

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
    }

    /**
     * Loads for the first time, and watches from then on, whatever came of it. The listener is not told of this first load, only
     * of what follows. To be called once.
     */
    public Loaded start() {
        Loaded first = loaded(files.first());
        files.watch("config-directory", poll);
        return first;
    }

    /** Loads at once, as on a SIGHUP; the listener is told by the same rules as of any other load. */
    public Loaded reload() {
        return loaded(files.reload());
    }

    private static Loaded loaded(FileReading<Loaded.Good, Loaded.Bad> reading) {
        return reading instanceof FileReading.Good<Loaded.Good, Loaded.Bad> good
                ? good.value()
                : ((FileReading.Bad<Loaded.Good, Loaded.Bad>) reading).fault();
    }

    /** How many loads gave a catalog that could be put to use, the first one and unchanged ones too. */
    public long accepted() {
        return files.accepted();
    }

    /** How many loads were refused, the first one too. */
    public long refused() {
        return files.refused();
    }

    /** The last good catalog; null where there was none yet. */
    public @Nullable Catalog catalog() {
        Loaded.Good last = files.value();
        return last == null ? null : last.catalog();
    }

    /** What is wrong with the directory as last loaded; empty where nothing is. */
    public List<Problem> problems() {
        Loaded.Bad last = files.fault();
        return last == null ? List.of() : last.problems();
    }

    /** Ends the watching. A load that runs is waited for, and then the listener hears nothing more. */
    @Override
    public void close() {
        files.close();
    }

    /** One look at the directory. */
    void poll() {
        files.poll();
    }

    /** What the files are for: the catalog. */
    private final class Use implements FileUse<Loaded.Good, Loaded.Bad> {
        @Override
        public Object look() {
            return look.get();
        }

        @Override
        public FileReading<Loaded.Good, Loaded.Bad> read(Runnable whenRead) {
            Loaded now = load(whenRead);
            return now instanceof Loaded.Good good
                    ? new FileReading.Good<>(good)
                    : new FileReading.Bad<>((Loaded.Bad) now);
        }

        @Override
        public void accepted(Loaded.Good now) {
            if (now.catalog().equals(catalog()) && problems().isEmpty()) {
                listener.moved(now.merged());
            } else {
                listener.accepted(now.merged());
            }
        }

        @Override
        public void refused(Loaded.Bad now, @Nullable Throwable thrown) {
            if (thrown != null) {
                log.error(
                        "the catalog of {} could not be put to use: this is no fault of the files", directory, thrown);
            }
            listener.refused(now.problems());
        }

        @Override
        public Loaded.Bad fault(Throwable thrown) {
            return refusal("it could not be put to use (" + thrown + "); it is tried again");
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

    /** Why a reload would refuse this catalog though it has no problem: too much is gone. Empty where it would not. */
    public List<String> refusals(Catalog next) {
        Catalog last = catalog();
        return last == null ? List.of() : Removals.refusals(last, next);
    }

    private Loaded unlessTooMuchIsGone(Loaded now) {
        List<String> refusals = now instanceof Loaded.Good good ? refusals(good.catalog()) : List.of();
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
