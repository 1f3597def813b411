package io.wideip.app;

import io.wideip.app.drains.Drains;
import io.wideip.app.metrics.Metrics;
import io.wideip.app.status.CatalogSummary;
import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.catalog.Origin;
import io.wideip.config.catalog.Sources;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each change of the catalog on, always in the same order: new targets to the prober, the change to the compiler with
 * the drains that it plans, the end of old targets to the prober, then the metrics.
 */
final class Publication implements Sources.Publisher {
    private static final Logger LOG = LoggerFactory.getLogger("serve");

    private final CatalogTargets targets;
    private final SnapshotCompiler compiler;
    private final Drains drains;
    private final Metrics metrics;

    Publication(CatalogTargets targets, SnapshotCompiler compiler, Drains drains, Metrics metrics) {
        this.targets = targets;
        this.compiler = compiler;
        this.drains = drains;
        this.metrics = metrics;
    }

    @Override
    public void publish(CatalogChange change) {
        publish(change, name -> null);
    }

    @Override
    public void publish(CatalogChange change, Function<DomainName, @Nullable Origin> origins) {
        int probed = publish(change, ChangeCause.YAML, origins, change.before() != null);
        LOG.info("catalog accepted: {}, {} targets", CatalogSummary.of(change.after()), probed);
        CatalogDifferences.of(change).forEach(kind -> LOG.info("{}", kind));
        if (change.after().zones().isEmpty()) {
            LOG.warn("no zone is configured: every query is refused until there is one in 'zones'");
        }
    }

    @Override
    public void publishAtOnce(CatalogChange change, Function<DomainName, @Nullable Origin> origins) {
        publish(change, ChangeCause.ROUTES, origins, false);
    }

    /** Gives how many targets there are now. */
    private int publish(
            CatalogChange change,
            ChangeCause cause,
            Function<DomainName, @Nullable Origin> origins,
            boolean awaitsVerdicts) {
        Catalog catalog = change.after();
        try {
            targets.enter(change);
            if (awaitsVerdicts) {
                targets.awaitVerdicts(catalog.server().startGrace());
            }
            // On this thread, so that verdicts do not wait.
            metrics.compiled(
                    Metrics.Cause.CATALOG, () -> drains.compile(change, cause, name -> text(origins.apply(name))));
            int probed = targets.settle();
            metrics.accepted(catalog, compiler.serials());
            return probed;
        } catch (RuntimeException | Error failure) {
            targets.withdraw(change.before());
            throw failure;
        }
    }

    private static @Nullable String text(@Nullable Origin origin) {
        return origin == null ? null : origin.toString();
    }
}
