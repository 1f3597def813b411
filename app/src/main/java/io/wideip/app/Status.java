package io.wideip.app;

import io.wideip.app.api.CatalogOperations;
import io.wideip.app.api.OperationFailure;
import io.wideip.app.api.StatusReport;
import io.wideip.app.api.StatusReport.CatalogReport;
import io.wideip.app.api.StatusReport.TargetCounts;
import io.wideip.app.api.StatusReport.WideIpCounts;
import io.wideip.app.api.WideIpOperations;
import io.wideip.app.api.WideIpPage.WideIpEntry;
import io.wideip.app.log.LogQueue;
import io.wideip.app.metrics.Metrics;
import io.wideip.config.Catalog;
import io.wideip.config.reload.ConfigDirectory;
import io.wideip.config.section.Problem;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.StandingSummary.Served;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.Prober;
import io.wideip.prober.TargetLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the server stands, for the log. */
final class Status {
    /** Targets that are down, and problems: those above are counted only. */
    static final int MOST = 20;

    private final Readiness readiness;
    private final Metrics metrics;
    private final ConfigDirectory directory;
    private final Prober prober;
    private final CompileThread compilation;

    Status(Readiness readiness, Metrics metrics, ConfigDirectory directory, Prober prober, CompileThread compilation) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.directory = directory;
        this.prober = prober;
        this.compilation = compilation;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Catalog catalog = directory.catalog();
        Map<Verdict, Integer> targets = prober.counts().targets();
        lines.add("status: " + readiness + "; lines of the log dropped: " + LogQueue.dropped()
                + "; the prober's thread moved " + prober.sinceMoved().toSeconds()
                + " s ago, the compile thread has been at work for "
                + compilation.busyFor().toSeconds() + " s");
        if (catalog != null) {
            lines.add("catalog: " + CatalogSummary.of(catalog) + "; accepted " + metrics.acceptedAt()
                    + "; loads accepted: " + directory.accepted() + ", refused: " + directory.refused());
            lines.add("targets: " + targets.getOrDefault(Verdict.UP, 0) + " up, "
                    + targets.getOrDefault(Verdict.DOWN, 0) + " down, " + targets.getOrDefault(Verdict.UNKNOWN, 0)
                    + " unknown");
            lines.addAll(first(down(catalog), "targets that are down"));
        }
        lines.addAll(first(
                directory.problems().stream()
                        .map(Problem::toString)
                        .map("problem: "::concat)
                        .toList(),
                "problems"));
        return lines;
    }

    /**
     * How the server stands, for programs.
     *
     * @param catalog of all sources
     */
    StatusReport report(Catalog catalog, StandingSummary summary, CatalogOperations there, WideIpOperations wideIps)
            throws OperationFailure {
        Map<Verdict, Integer> targets = prober.counts().targets();
        List<Problem> problems = directory.problems();
        List<WideIpEntry> troubled = new ArrayList<>();
        for (Served served : List.of(Served.BY_NONE, Served.BY_SOME)) {
            // To find them is to look at all.
            if (summary.wideIps().getOrDefault(served, 0) > 0) {
                troubled.addAll(wideIps.first(served, MOST));
            }
        }
        return new StatusReport(
                Metrics.version(),
                readiness.isReady(),
                readiness.isReady() ? null : readiness.toString(),
                new CatalogReport(
                        catalog.zones().size(),
                        catalog.wideIps().size(),
                        catalog.vips().size(),
                        metrics.checksum(),
                        metrics.acceptedAt(),
                        directory.accepted(),
                        directory.refused()),
                new WideIpCounts(
                        summary.wideIps().getOrDefault(Served.BY_ALL, 0),
                        summary.wideIps().getOrDefault(Served.BY_SOME, 0),
                        summary.wideIps().getOrDefault(Served.BY_NONE, 0),
                        troubled),
                there.datacenters().datacenters(),
                there.clusters().clusters(),
                new TargetCounts(
                        targets.getOrDefault(Verdict.UP, 0),
                        targets.getOrDefault(Verdict.DOWN, 0),
                        targets.getOrDefault(Verdict.UNKNOWN, 0)),
                problems.size(),
                problems.stream().limit(MOST).map(Problem::toString).toList());
    }

    private List<String> down(Catalog catalog) {
        List<String> down = new ArrayList<>();
        for (Target target : Targets.of(catalog)) {
            TargetStatus status = prober.of(target);
            if (status.verdict() == Verdict.DOWN) {
                down.add(TargetLabel.of(target) + " is down since " + status.since() + ": " + status.reason());
            }
        }
        return down;
    }

    static List<String> first(List<String> all, String what) {
        if (all.size() <= MOST) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST));
        some.add("and " + (all.size() - MOST) + " more " + what);
        return some;
    }
}
