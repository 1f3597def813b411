package io.wideip.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.wideip.config.Vip;
import io.wideip.config.standing.MemberState;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.StandingSummary.MembersKey;
import io.wideip.config.standing.StandingSummary.Served;
import io.wideip.config.standing.VipState;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** How VIPs, members and wide IPs stand, asked for at each scrape. Thread-safe. */
final class StandingMetrics implements MultiCollector {
    private final SnapshotCompiler compiler;
    private final IntSupplier most;
    /** Adding up looks at every wide IP with a check of its own, so it is done once for each snapshot. */
    private @Nullable Summed last;

    private record Summed(Snapshot snapshot, int most, StandingSummary summary) {}

    /** @param most so many wide IPs are told by name, where there are no more */
    StandingMetrics(SnapshotCompiler compiler, IntSupplier most) {
        this.compiler = compiler;
        this.most = most;
    }

    @Override
    public MetricSnapshots collect() {
        StandingSummary now = summary();
        Map<Vip, VipState> vips = compiler.vipStates();
        return new MetricSnapshots(
                vips(vips).build(),
                members(vips.keySet(), now).build(),
                served(now).build(),
                byName(now).build());
    }

    @SuppressWarnings("ReferenceEquality") // A snapshot is itself alone.
    private synchronized StandingSummary summary() {
        // Before the sum, so that a change meanwhile is seen the next time.
        Snapshot snapshot = compiler.current();
        int mostNow = most.getAsInt();
        if (last == null || last.snapshot != snapshot || last.most != mostNow) {
            last = new Summed(snapshot, mostNow, compiler.summary(mostNow));
        }
        return last.summary;
    }

    private static GaugeRows vips(Map<Vip, VipState> vips) {
        GaugeRows rows = new GaugeRows(
                "wideip_vip_state", "1 for the state of the VIP, 0 for all others", "vip", "datacenter", "state");
        vips.forEach((vip, is) -> {
            for (VipState state : VipState.values()) {
                rows.add(state == is ? 1 : 0, vip.name(), vip.datacenter().name(), word(state));
            }
        });
        return rows;
    }

    private static GaugeRows members(Set<Vip> vips, StandingSummary now) {
        GaugeRows rows =
                new GaugeRows("wideip_members", "Members of all wide IPs, by how they stand", "datacenter", "state");
        Set<String> datacenters = new TreeSet<>();
        vips.forEach(vip -> datacenters.add(vip.datacenter().name()));
        for (String datacenter : datacenters) {
            for (MemberState state : MemberState.values()) {
                rows.add(now.members().getOrDefault(new MembersKey(datacenter, state), 0), datacenter, word(state));
            }
        }
        return rows;
    }

    private static GaugeRows served(StandingSummary now) {
        GaugeRows rows = new GaugeRows(
                "wideip_wide_ips_served",
                "Wide IPs by how many of their datacenters serve them, drained ones left out",
                "datacenters");
        rows.add(now.wideIps().getOrDefault(Served.BY_ALL, 0), "all");
        rows.add(now.wideIps().getOrDefault(Served.BY_SOME, 0), "some");
        rows.add(now.wideIps().getOrDefault(Served.BY_NONE, 0), "none");
        return rows;
    }

    private static GaugeRows byName(StandingSummary now) {
        GaugeRows rows = new GaugeRows(
                "wideip_wide_ip_members",
                "Members of a wide IP, by how they stand; up to server.metrics.wideIps",
                "wide_ip",
                "datacenter",
                "state");
        now.byName().forEach((name, members) -> {
            Set<String> datacenters = new TreeSet<>();
            members.keySet().forEach(key -> datacenters.add(key.datacenter()));
            for (String datacenter : datacenters) {
                for (MemberState state : MemberState.values()) {
                    rows.add(
                            members.getOrDefault(new MembersKey(datacenter, state), 0),
                            name.toString(),
                            datacenter,
                            word(state));
                }
            }
        });
        return rows;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
