package io.wideip.app;

import io.wideip.app.api.CatalogOperations;
import io.wideip.app.api.OperationFailure;
import io.wideip.app.api.StatusReport;
import io.wideip.app.api.StatusReport.CatalogReport;
import io.wideip.app.api.StatusReport.TargetCounts;
import io.wideip.app.api.StatusReport.WideIpCounts;
import io.wideip.app.api.StatusReport.ZoneSerial;
import io.wideip.app.api.TroubledWideIps;
import io.wideip.app.drains.DrainOperations;
import io.wideip.app.log.LogQueue;
import io.wideip.app.metrics.Metrics;
import io.wideip.app.status.StatusText;
import io.wideip.config.Catalog;
import io.wideip.config.reload.ConfigDirectory;
import io.wideip.config.section.Problem;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.StandingSummary.Served;
import io.wideip.config.standing.Verdict;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.prober.Prober;
import io.wideip.prober.TargetLabel;
import io.wideip.prober.TargetReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How the server stands, for programs and for the log. Thread-safe. */
final class Status {
    /** Of each kind of trouble: the rest is counted only. */
    private static final int MOST = 20;
    /** Zones whose serials are told. */
    private static final int MOST_ZONES = 100;

    private final Readiness readiness;
    private final Metrics metrics;
    private final ConfigDirectory directory;
    private final Prober prober;
    private final CompileThread compilation;
    private final SnapshotCompiler compiler;
    private final CatalogOperations there;
    private final TroubledWideIps wideIps;
    private final DrainOperations drains;

    Status(
            Readiness readiness,
            Metrics metrics,
            ConfigDirectory directory,
            Prober prober,
            CompileThread compilation,
            SnapshotCompiler compiler,
            CatalogOperations there,
            TroubledWideIps wideIps,
            DrainOperations drains) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.directory = directory;
        this.prober = prober;
        this.compilation = compilation;
        this.compiler = compiler;
        this.there = there;
        this.wideIps = wideIps;
        this.drains = drains;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("status: lines of the log dropped: " + LogQueue.dropped() + "; the prober's thread moved "
                + prober.sinceMoved().toSeconds() + " s ago, the compile thread has been at work for "
                + compilation.busyFor().toSeconds() + " s; loads of the YAML accepted: " + directory.accepted()
                + ", refused: " + directory.refused());
        try {
            lines.addAll(StatusText.of(report()).lines().toList());
        } catch (OperationFailure notYet) {
            lines.add(String.valueOf(notYet.getMessage()));
        }
        return lines;
    }

    StatusReport report() throws OperationFailure {
        Catalog catalog = there.catalog();
        StandingSummary summary = compiler.summary(0);
        List<Problem> problems = directory.problems();
        return new StatusReport(
                Metrics.version(),
                readiness.isReady(),
                readiness.isReady() ? null : readiness.toString(),
                new CatalogReport(
                        catalog.zones().size(),
                        catalog.wideIps().size(),
                        catalog.vips().size(),
                        metrics.checksum(),
                        serials(),
                        metrics.acceptedAt(),
                        directory.accepted(),
                        directory.refused()),
                new WideIpCounts(
                        summary.wideIps().getOrDefault(Served.BY_ALL, 0),
                        summary.wideIps().getOrDefault(Served.BY_SOME, 0),
                        summary.wideIps().getOrDefault(Served.BY_NONE, 0),
                        wideIps.first(summary, MOST)),
                there.datacenters().datacenters(),
                drains.inForce(),
                there.clusters().clusters(),
                targets(),
                problems.size(),
                problems.stream().limit(MOST).map(Problem::toString).toList());
    }

    private List<ZoneSerial> serials() {
        return compiler.serials().entrySet().stream()
                .map(each -> new ZoneSerial(each.getKey().text(), Integer.toUnsignedLong(each.getValue())))
                .sorted(Comparator.comparing(ZoneSerial::zone))
                .limit(MOST_ZONES)
                .toList();
    }

    private TargetCounts targets() {
        Map<Verdict, Integer> targets = prober.counts().targets();
        int down = targets.getOrDefault(Verdict.DOWN, 0);
        return new TargetCounts(
                targets.getOrDefault(Verdict.UP, 0),
                down,
                targets.getOrDefault(Verdict.UNKNOWN, 0),
                down == 0 ? List.of() : firstDown());
    }

    private List<String> firstDown() {
        return prober.targets().stream()
                .filter(each -> each.status().verdict() == Verdict.DOWN)
                .limit(MOST)
                .map(Status::down)
                .sorted()
                .toList();
    }

    private static String down(TargetReport target) {
        return TargetLabel.of(target.target()) + " is down since "
                + target.status().since() + ": " + target.status().reason();
    }
}
