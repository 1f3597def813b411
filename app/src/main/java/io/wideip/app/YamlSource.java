package io.wideip.app;

import io.wideip.config.ServerOptions;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Sources;
import io.wideip.config.catalog.Warning;
import io.wideip.config.reload.CatalogListener;
import io.wideip.config.review.CatalogReview;
import io.wideip.config.section.Problem;
import io.wideip.dns.geo.database.GeoDatabases;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.routes.source.RouteWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of YAML as a source of the catalog; the options of the DNS server and the clusters come from it, too. */
final class YamlSource implements CatalogListener {
    private static final Logger LOG = LoggerFactory.getLogger("serve");

    private final Sources sources;
    private final RouteWatcher routes;
    private final DnsService dns;
    private final GeoDatabases databases;
    private final SnapshotCompiler compiler;
    private final CatalogWarnings warnings;
    /** As first read: much of it only a restart changes. */
    private volatile @Nullable ServerOptions started;

    YamlSource(
            Sources sources,
            RouteWatcher routes,
            DnsService dns,
            GeoDatabases databases,
            SnapshotCompiler compiler,
            CatalogWarnings warnings) {
        this.sources = sources;
        this.routes = routes;
        this.dns = dns;
        this.databases = databases;
        this.compiler = compiler;
        this.warnings = warnings;
    }

    /** Puts to use what was read first. What there is to warn of waits for {@link #warn}. */
    void begin(Merged merged) {
        started = merged.catalog().server();
        routes.put(merged);
    }

    @Override
    public void accepted(Merged merged) {
        routes.put(merged);
        ServerOptions now = merged.catalog().server();
        dns.change(now.dns());
        databases.use(now.geo());
        List<String> waits = waiting(now);
        if (!waits.isEmpty()) {
            LOG.warn("changed, but without effect until the server is restarted: {}", String.join(", ", waits));
        }
        warn();
    }

    /** Which of these options have no effect before a restart, for people. */
    List<String> waiting(ServerOptions now) {
        return RestartOnlyOptions.changed(Objects.requireNonNullElse(started, now), now);
    }

    /**
     * Reviews what is written with all that the other sources have given, and the geo databases in use: the log has what was not told of the
     * state before. One at a time, so that what was found last is the newest.
     */
    synchronized void warn() {
        Merged all = sources.merged();
        if (all != null) {
            List<Warning> found = new ArrayList<>(CatalogReview.of(all));
            found.addAll(TopologyReview.of(
                    all, compiler.topology(all.catalog()), compiler.databases().size()));
            warnings.tell(found);
        }
    }

    @Override
    public void moved(Merged merged) {
        sources.move(merged);
    }

    @Override
    public void refused(List<Problem> problems) {
        LOG.error("catalog refused, the last good one stays; problems: {}", problems.size());
        problems.forEach(problem -> LOG.error("{}", problem));
    }
}
