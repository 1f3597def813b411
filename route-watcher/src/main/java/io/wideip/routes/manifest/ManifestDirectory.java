package io.wideip.routes.manifest;

import io.wideip.config.Cluster;
import io.wideip.config.files.FileReading;
import io.wideip.config.files.FileUse;
import io.wideip.config.files.WatchedFiles;
import io.wideip.config.section.Place;
import io.wideip.config.section.Problem;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.Route;
import io.wideip.routes.RouteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a directory of manifests as if it were a cluster: each reading without a problem is a completed list. With a problem,
 * the last good Routes stay. Thread-safe.
 */
public final class ManifestDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ManifestDirectory.class);

    private final String cluster;
    private final Path directory;
    private final ManifestReader reader;
    private final RouteStore store;
    private final ClusterListener listener;
    private final WatchedFiles<List<Route>, List<Problem>> files = new WatchedFiles<>(new Use());

    /**
     * Reads nothing yet: see {@link #start}.
     *
     * @param annotationPrefix without its slash
     * @param store told of what is read
     */
    public ManifestDirectory(
            Cluster cluster, Path directory, String annotationPrefix, RouteStore store, ClusterListener listener) {
        this.cluster = cluster.name();
        this.directory = directory;
        reader = new ManifestReader(cluster, directory, annotationPrefix);
        this.store = store;
        this.listener = listener;
    }

    /**
     * Reads, and watches from then on, whatever came of it. To be called once.
     *
     * @param poll how often the directory is looked at; one second suits most
     */
    public void start(Duration poll) {
        files.reload();
        files.watch("manifests-" + cluster, poll);
    }

    /** What is wrong with the manifests as last read; empty where nothing is. */
    public List<Problem> problems() {
        List<Problem> fault = files.fault();
        return fault == null ? List.of() : fault;
    }

    /** Ends the watch; what was read stays. */
    @Override
    public void close() {
        files.close();
    }

    /** One look at the directory. */
    void poll() {
        files.poll();
    }

    /** What the files are for: the Routes of a cluster. */
    private final class Use implements FileUse<List<Route>, List<Problem>> {
        @Override
        public Object look() {
            try {
                return ManifestFiles.list(directory);
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            }
        }

        @Override
        public FileReading<List<Route>, List<Problem>> read(Runnable whenRead) {
            return reader.read(whenRead);
        }

        @Override
        public void accepted(List<Route> routes) {
            store.list(cluster, routes, List.of());
            listener.heard(cluster);
            listener.live(cluster, true);
            log.info("cluster {}: {} enabled Routes in the manifests of {}", cluster, routes.size(), directory);
        }

        @Override
        public void refused(List<Problem> problems, @Nullable Throwable thrown) {
            listener.failed(cluster, "manifests");
            listener.live(cluster, false);
            problems.forEach(problem -> log.error("cluster {}: {}", cluster, problem));
            log.error("cluster {}: manifests with problems are not taken: what was read last stays", cluster, thrown);
        }

        @Override
        public List<Problem> fault(Throwable thrown) {
            return List.of(new Problem(
                    new Place(directory.toString(), 1, 1),
                    "the manifests could not be put to use (" + thrown + "); it is tried again"));
        }
    }
}
