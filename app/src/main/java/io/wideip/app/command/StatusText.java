package io.wideip.app.command;

import io.wideip.app.api.StatusReport;

/** How a server stands, for people. */
final class StatusText {
    private StatusText() {}

    static String of(StatusReport status) {
        StringBuilder text = new StringBuilder();
        text.append(status.ready() ? "ready\n" : "not ready: " + status.reason() + "\n");
        StatusReport.CatalogReport catalog = status.catalog();
        text.append("catalog: %d zones, %d wide IPs, %d VIPs, in use since %s%n"
                .formatted(catalog.zones(), catalog.wideIps(), catalog.vips(), catalog.acceptedAt()));
        StatusReport.TargetCounts targets = status.targets();
        text.append("targets: %d up, %d down, %d unknown%n".formatted(targets.up(), targets.down(), targets.unknown()));
        if (status.problemCount() > 0) {
            text.append("the YAML as it is now is refused, problems: %d%n".formatted(status.problemCount()));
            status.problems()
                    .forEach(problem -> text.append("  ").append(problem).append('\n'));
        }
        return text.toString();
    }
}
