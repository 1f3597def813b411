package io.wideip.app.command;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.standing.TargetUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a check has understood of a catalog: a line for each kind of thing there is. */
final class CatalogOutline {
    private static final int SHOWN = 12;

    private CatalogOutline() {}

    static List<String> of(Catalog catalog) {
        List<String> lines = new ArrayList<>();
        add(lines, "zones", catalog.zones().keySet().stream().map(DomainName::toString));
        Map<String, Integer> policies = new TreeMap<>();
        catalog.wideIps()
                .byName()
                .forEach((name, settings) -> policies.merge(settings.policy().name(), 1, Integer::sum));
        add(lines, "wide IPs by policy", counts(policies));
        Map<String, Integer> datacenters = new TreeMap<>();
        catalog.vips()
                .values()
                .forEach(vip -> datacenters.merge(vip.datacenter().name(), 1, Integer::sum));
        add(lines, "VIPs by datacenter", counts(datacenters));
        Map<String, Integer> checks = new TreeMap<>();
        new TargetUse()
                .change(CatalogChange.between(null, catalog))
                .added()
                .keySet()
                .forEach(target -> checks.merge(target.check().name(), 1, Integer::sum));
        add(lines, "targets by health check", counts(checks));
        return lines;
    }

    private static Stream<String> counts(Map<String, Integer> counts) {
        return counts.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue());
    }

    private static void add(List<String> lines, String kind, Stream<String> things) {
        List<String> all = things.toList();
        if (all.isEmpty()) {
            return;
        }
        String listed = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        lines.add(kind + ": " + listed + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : ""));
    }
}
