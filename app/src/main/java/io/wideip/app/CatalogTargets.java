package io.wideip.app;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetChange;
import io.wideip.config.standing.TargetUse;
import io.wideip.prober.Prober;
import io.wideip.prober.TargetReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the prober probe what the answers depend on, while one catalog takes over from another. Not thread-safe. */
final class CatalogTargets {
    private static final Logger LOG = LoggerFactory.getLogger("serve");

    private final Prober prober;
    private TargetUse use = new TargetUse();
    private TargetChange entered = TargetChange.NONE;
    /** How many of those that have entered were not probed before. */
    private int fresh;

    CatalogTargets(Prober prober) {
        this.prober = prober;
    }

    /**
     * To be called before the change is compiled: new targets are probed from now on, so that one whose check has changed stands
     * as it did; and those that go still are, because the answers depend on them.
     */
    void enter(CatalogChange change) {
        prober.suspect(change.after().server().suspicion());
        entered = use.change(change);
        fresh = prober.change(entered.added(), Set.of()).toCompletableFuture().join();
    }

    /** Waits, where new targets have entered, until something is known of each; not for longer than the grace: the old answers can last. */
    void awaitVerdicts(Duration grace) {
        if (fresh == 0) {
            return;
        }
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

    /** To be called once the change is compiled; gives how many targets there are now. */
    int settle() {
        prober.change(Map.of(), entered.removed());
        entered = TargetChange.NONE;
        return use.size();
    }

    /**
     * To be called where the change was not put to use, whatever was done for it. Gives the prober all that the catalog in use
     * needs, because also a target that stayed may have got another datacenter or check's name.
     */
    void withdraw(@Nullable Catalog inUse) {
        use = new TargetUse();
        entered = TargetChange.NONE;
        Map<Target, String> needed = inUse == null
                ? Map.of()
                : use.change(CatalogChange.between(null, inUse)).added();
        if (inUse != null) {
            prober.suspect(inUse.server().suspicion());
        }
        List<Target> others = prober.targets().stream()
                .map(TargetReport::target)
                .filter(target -> !needed.containsKey(target))
                .toList();
        prober.change(needed, others);
    }
}
