package io.wideip.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The last drill of each datacenter. Thread-safe. */
public final class DrillMetrics implements MultiCollector {
    private volatile Map<String, LastDrill> drills = Map.of();

    /**
     * What the last drill of a datacenter came to.
     *
     * @param watched wide IPs
     * @param moved of these in time
     */
    public record LastDrill(Instant at, int watched, int moved, Recovery recovery, Recovery recoveryWithTtl) {}

    /** Seconds, over all wide IPs. */
    public record Recovery(double p50, double p99, double worst) {}

    /**
     * Replaces the one before.
     *
     * @param known datacenters: those of others are forgotten
     */
    public synchronized void put(String datacenter, LastDrill drill, Collection<String> known) {
        Map<String, LastDrill> now = new TreeMap<>(drills);
        now.put(datacenter, drill);
        now.keySet().retainAll(known);
        drills = now;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeRows at = new GaugeRows(
                "wideip_drill_timestamp_seconds",
                "When the last drill of a datacenter began, in seconds since 1970",
                "datacenter");
        GaugeRows wideIps = new GaugeRows(
                "wideip_drill_wide_ips", "Wide IPs in the last drill, by what became of them", "datacenter", "outcome");
        GaugeRows recovery = new GaugeRows(
                "wideip_drill_recovery_seconds",
                "Until answers had moved in the last drill",
                "datacenter",
                "share",
                "ttl");
        drills.forEach((datacenter, drill) -> {
            at.add(drill.at.toEpochMilli() / 1000.0, datacenter);
            wideIps.add(drill.moved, datacenter, "moved");
            wideIps.add((double) drill.watched - drill.moved, datacenter, "stuck");
            add(recovery, datacenter, "without", drill.recovery);
            add(recovery, datacenter, "with", drill.recoveryWithTtl);
        });
        return new MetricSnapshots(at.build(), wideIps.build(), recovery.build());
    }

    private static void add(GaugeRows rows, String datacenter, String ttl, Recovery recovery) {
        rows.add(recovery.p50, datacenter, "p50", ttl);
        rows.add(recovery.p99, datacenter, "p99", ttl);
        rows.add(recovery.worst, datacenter, "worst", ttl);
    }
}
