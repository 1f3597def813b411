package io.wideip.app.command;

import io.wideip.app.api.DatacenterList.DatacenterReport;
import io.wideip.app.api.DatacenterList.MemberCounts;
import io.wideip.app.api.StatusReport;
import io.wideip.app.api.StatusReport.CatalogReport;
import io.wideip.app.api.StatusReport.TargetCounts;
import io.wideip.app.api.StatusReport.WideIpCounts;
import io.wideip.app.json.JsonMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a server stands, for people. */
final class StatusText {
    private StatusText() {}

    static String of(StatusReport status) {
        List<String> lines = new ArrayList<>();
        lines.add(status.ready() ? "ready" : "not ready: " + status.reason());
        CatalogReport catalog = status.catalog();
        lines.add("catalog: %d zones, %d wide IPs, %d VIPs; checksum %d, in use since %s"
                .formatted(
                        catalog.zones(), catalog.wideIps(), catalog.vips(), catalog.checksum(), catalog.acceptedAt()));
        if (status.problemCount() > 0) {
            lines.add("the YAML as it is now is refused, problems: " + status.problemCount());
            status.problems().forEach(problem -> lines.add("  " + problem));
        }
        status.datacenters().forEach(each -> lines.add(datacenter(each)));
        WideIpCounts wideIps = status.wideIps();
        lines.add("wide IPs: %d served by all their datacenters, %d by some, %d by none"
                .formatted(wideIps.byAll(), wideIps.bySome(), wideIps.byNone()));
        wideIps.names().forEach(each -> lines.add("  " + JsonMapping.word(each.served()) + ": " + each.name()));
        TargetCounts targets = status.targets();
        lines.add("targets: %d up, %d down, %d unknown".formatted(targets.up(), targets.down(), targets.unknown()));
        status.clusters().stream()
                .filter(cluster -> !cluster.live() || cluster.brakedRoutes() > 0)
                .forEach(cluster -> lines.add("cluster " + cluster.name()
                        + (cluster.live() ? "" : " is not heard; last " + cluster.heard())
                        + (cluster.brakedRoutes() > 0
                                ? "; Routes that are gone and serve on: " + cluster.brakedRoutes()
                                : "")));
        return String.join("\n", lines) + "\n";
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
}
