package io.wideip.app.status;

import static io.wideip.app.status.CatalogSummary.count;

import io.wideip.app.api.ClusterList.ClusterReport;
import io.wideip.app.api.DatacenterList.DatacenterReport;
import io.wideip.app.api.DatacenterList.MemberCounts;
import io.wideip.app.api.StatusReport;
import io.wideip.app.api.StatusReport.CatalogReport;
import io.wideip.app.api.StatusReport.TargetCounts;
import io.wideip.app.api.StatusReport.WideIpCounts;
import io.wideip.app.api.TroubledWideIp;
import io.wideip.app.json.JsonMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a server stands, for people. */
public final class StatusText {
    /** Drains that are shown: the API tells all of them. */
    private static final int MOST_DRAINS = 20;

    private StatusText() {}

    /** Several lines, each with its line break. */
    public static String of(StatusReport status) {
        List<String> lines = new ArrayList<>();
        lines.add(status.ready() ? "ready" : "not ready: " + status.reason());
        CatalogReport catalog = status.catalog();
        lines.add("catalog: %s; checksum %d, in use since %s"
                .formatted(
                        new CatalogSummary(catalog.zones(), catalog.wideIps(), catalog.vips()),
                        catalog.checksum(),
                        catalog.acceptedAt()));
        if (status.problemCount() > 0) {
            lines.add("the YAML as it is now is refused, problems: " + status.problemCount());
            list(lines, status.problems(), status.problemCount());
        }
        status.datacenters().forEach(each -> lines.add(datacenter(each)));
        drains(lines, status);
        wideIps(lines, status.wideIps());
        TargetCounts targets = status.targets();
        lines.add("targets: %d up, %d down, %d unknown".formatted(targets.up(), targets.down(), targets.unknown()));
        list(lines, targets.downFirst(), targets.down());
        status.clusters().forEach(each -> lines.add(cluster(each)));
        return String.join("\n", lines) + "\n";
    }

    private static void drains(List<String> lines, StatusReport status) {
        if (status.drains().isEmpty()) {
            return;
        }
        lines.add("drains in force: " + status.drains().size());
        list(
                lines,
                status.drains().stream()
                        .limit(MOST_DRAINS)
                        .map(Object::toString)
                        .toList(),
                status.drains().size());
    }

    private static void wideIps(List<String> lines, WideIpCounts wideIps) {
        lines.add("wide IPs: %d served by all their datacenters, %d by some, %d by none"
                .formatted(wideIps.byAll(), wideIps.bySome(), wideIps.byNone()));
        list(
                lines,
                wideIps.troubled().stream().map(StatusText::troubled).toList(),
                wideIps.bySome() + wideIps.byNone());
    }

    private static String troubled(TroubledWideIp wideIp) {
        return JsonMapping.word(wideIp.served()) + ": " + wideIp.name()
                + wideIp.missing().stream()
                        .map(each -> "; not by " + each.datacenter() + ": " + each.reason())
                        .collect(Collectors.joining());
    }

    private static void list(List<String> lines, List<String> first, int all) {
        first.forEach(each -> lines.add("  " + each));
        if (all > first.size()) {
            lines.add("  and " + (all - first.size()) + " more");
        }
    }

    private static String datacenter(DatacenterReport datacenter) {
        MemberCounts members = datacenter.members();
        String vips = datacenter.vips().entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        return "datacenter %s: VIPs %s; members %d available, %d with the VIP down, %d with the application down, %d drained"
                .formatted(
                        datacenter.name(),
                        vips.isEmpty() ? "none" : vips,
                        members.available(),
                        members.vipDown(),
                        members.applicationDown(),
                        members.drained());
    }

    private static String cluster(ClusterReport cluster) {
        StringBuilder text = new StringBuilder("cluster " + cluster.name() + ": ");
        if (cluster.live()) {
            text.append("heard");
        } else {
            text.append("not heard, ").append(cluster.heard() == null ? "never yet" : "last " + cluster.heard());
        }
        text.append("; %s in use, %d with a problem, %d refused"
                .formatted(
                        count(cluster.serving() + cluster.withProblem(), "Route"),
                        cluster.withProblem(),
                        cluster.refused()));
        if (cluster.brakedRoutes() > 0) {
            text.append(", ").append(cluster.brakedRoutes()).append(" that are gone and serve on");
        }
        return text.toString();
    }
}
