package io.wideip.app;

import io.wideip.config.Catalog;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Targets;
import io.wideip.prober.Prober;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the prober probe what the answers depend on, while one catalog takes over from another. */
final class CatalogTargets {
    private static final Logger LOG = LoggerFactory.getLogger("serve");

    private final Prober prober;
    private Map<Target, String> probed = Map.of();

    CatalogTargets(Prober prober) {
        this.prober = prober;
    }

    /**
     * To be called before the catalog is compiled: its targets are probed from now on, so that one whose check has changed stands
     * there as it did; and the old ones still are, because the answers depend on them.
     */
    void enter(Catalog next) {
        Map<Target, String> oldAndNew = new HashMap<>(probed);
        oldAndNew.putAll(Targets.byDatacenter(next));
        prober.suspect(next.server().suspicion());
        prober.probe(oldAndNew).toCompletableFuture().join();
    }

    /** Waits until something is known of each target, but not for longer than the grace: the old answers can last. */
    void awaitVerdicts(Duration grace) {
        boolean inTime = prober.judged()
                .toCompletableFuture()
                .thenApply(ended -> true)
                .completeOnTimeout(false, grace.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (!inTime) {
            LOG.warn(
                    "not all new targets have a verdict within server.startGrace ({} s): those without one count as up",
                    grace.toSeconds());
        }
    }

    /** To be called once the catalog is compiled; gives how many targets it has. */
    int settle(Catalog used) {
        probed = Targets.byDatacenter(used);
        prober.probe(probed);
        return probed.size();
    }
}
