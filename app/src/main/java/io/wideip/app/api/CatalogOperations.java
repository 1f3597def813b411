package io.wideip.app.api;

import io.wideip.app.api.ClusterList.ClusterReport;
import io.wideip.app.api.DatacenterList.DatacenterReport;
import io.wideip.app.api.DatacenterList.MemberCounts;
import io.wideip.app.api.VipList.VipReport;
import io.wideip.app.json.JsonMapping;
import io.wideip.app.metrics.ClusterMetrics;
import io.wideip.app.metrics.ClusterMetrics.Outcome;
import io.wideip.config.AddressText;
import io.wideip.config.Catalog;
import io.wideip.config.Datacenter;
import io.wideip.config.HealthCheck;
import io.wideip.config.Position;
import io.wideip.config.catalog.Merged;
import io.wideip.config.standing.MemberState;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.StandingSummary.MembersKey;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is in the catalog beside wide IPs, and how it stands. Thread-safe. */
public final class CatalogOperations {
    private final Supplier<@Nullable Merged> merged;
    private final SnapshotCompiler compiler;
    private final ClusterMetrics clusters;

    public CatalogOperations(Supplier<@Nullable Merged> merged, SnapshotCompiler compiler, ClusterMetrics clusters) {
        this.merged = merged;
        this.compiler = compiler;
        this.clusters = clusters;
    }

    public List<Operation<?, ?>> all() {
        return List.of(
                Operation.get(
                        "/datacenters",
                        "All datacenters, and how they stand.",
                        DatacenterList.class,
                        call -> datacenters()),
                Operation.get("/vips", "All VIPs, and how they stand.", VipList.class, call -> vips()),
                Operation.get(
                        "/clusters",
                        "All clusters whose Routes are read, and how they stand.",
                        ClusterList.class,
                        call -> clusters()));
    }

    /** The one in use. */
    public Catalog catalog() throws OperationFailure {
        Merged now = merged.get();
        if (now == null) {
            throw OperationFailure.notReady("the YAML is being read for the first time: ask again later");
        }
        return now.catalog();
    }

    /** All of them. */
    public DatacenterList datacenters() throws OperationFailure {
        Map<String, Map<String, Integer>> vips = new HashMap<>();
        compiler.vipStates()
                .forEach((vip, state) -> vips.computeIfAbsent(vip.datacenter().name(), any -> new TreeMap<>())
                        .merge(JsonMapping.word(state), 1, Integer::sum));
        StandingSummary summary = compiler.summary(0);
        return new DatacenterList(catalog().datacenters().values().stream()
                .map(each -> datacenter(each, vips.getOrDefault(each.name(), Map.of()), summary))
                .toList());
    }

    private static DatacenterReport datacenter(
            Datacenter datacenter, Map<String, Integer> vips, StandingSummary summary) {
        List<Position> positions = datacenter.positions();
        Position position = positions.size() == 1 ? positions.get(0) : null;
        Map<MemberState, Integer> members = new EnumMap<>(MemberState.class);
        for (MemberState state : MemberState.values()) {
            members.put(state, summary.members().getOrDefault(new MembersKey(datacenter.name(), state), 0));
        }
        return new DatacenterReport(
                datacenter.name(),
                position == null ? null : position.latitude(),
                position == null ? null : position.longitude(),
                vips,
                new MemberCounts(
                        members.getOrDefault(MemberState.AVAILABLE, 0),
                        members.getOrDefault(MemberState.VIP_DOWN, 0),
                        members.getOrDefault(MemberState.APPLICATION_DOWN, 0),
                        members.getOrDefault(MemberState.DRAINED, 0)));
    }

    private VipList vips() {
        return new VipList(compiler.vipStates().entrySet().stream()
                .map(each -> {
                    HealthCheck check = each.getKey().healthCheck();
                    return new VipReport(
                            each.getKey().name(),
                            each.getKey().datacenter().name(),
                            each.getKey().addresses().stream()
                                    .map(AddressText::of)
                                    .toList(),
                            each.getKey().hostname() == null
                                    ? null
                                    : String.valueOf(each.getKey().hostname()),
                            check == null ? null : check.name(),
                            each.getValue());
                })
                .toList());
    }

    /** All of them. */
    public ClusterList clusters() throws OperationFailure {
        Map<String, ClusterMetrics.State> states = clusters.states();
        return new ClusterList(catalog().clusters().values().stream()
                .map(cluster -> {
                    ClusterMetrics.State state =
                            states.getOrDefault(cluster.name(), new ClusterMetrics.State(false, null, 0, Map.of()));
                    return new ClusterReport(
                            cluster.name(),
                            cluster.datacenter().name(),
                            state.live(),
                            state.heard(),
                            state.braked(),
                            state.routes().getOrDefault(Outcome.SERVING, 0),
                            state.routes().getOrDefault(Outcome.PROBLEM, 0),
                            state.routes().getOrDefault(Outcome.REFUSED, 0));
                })
                .toList());
    }
}
