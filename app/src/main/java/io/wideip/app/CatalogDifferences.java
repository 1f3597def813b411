package io.wideip.app;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of one kind a reload has added, changed and removed, for people: the first few names, and how many more there are. */
final class CatalogDifferences {
    private static final int NAMED = 5;

    private final TreeSet<String> added = new TreeSet<>();
    private final TreeSet<String> changed = new TreeSet<>();
    private final TreeSet<String> removed = new TreeSet<>();

    private CatalogDifferences() {}

    /** A text for each kind that differs, such as {@code "wide IPs added: a, b; removed: c"}; empty for a first catalog. */
    static List<String> of(CatalogChange change) {
        List<String> kinds = new ArrayList<>();
        Catalog before = change.before();
        if (before == null) {
            return kinds;
        }
        Catalog after = change.after();
        CatalogDifferences wideIps = new CatalogDifferences();
        change.wideIps().forEach(wideIp -> wideIps.note(wideIp.name(), wideIp.before(), wideIp.after()));
        wideIps.addTo(kinds, "wide IPs");
        between(before.zones(), after.zones()).addTo(kinds, "zones");
        between(before.datacenters(), after.datacenters()).addTo(kinds, "datacenters");
        between(before.vips(), after.vips()).addTo(kinds, "VIPs");
        between(before.pools(), after.pools()).addTo(kinds, "pools");
        between(before.healthChecks(), after.healthChecks()).addTo(kinds, "health checks");
        between(before.clusters(), after.clusters()).addTo(kinds, "clusters");
        between(before.drains(), after.drains()).addTo(kinds, "drains");
        if (!before.topology().equals(after.topology())) {
            kinds.add("the topology changed");
        }
        return kinds;
    }

    private static CatalogDifferences between(Map<?, ?> before, Map<?, ?> after) {
        CatalogDifferences differences = new CatalogDifferences();
        before.forEach((name, was) -> {
            Object is = after.get(name);
            if (!was.equals(is)) {
                differences.note(name, was, is);
            }
        });
        after.forEach((name, is) -> {
            if (!before.containsKey(name)) {
                differences.note(name, null, is);
            }
        });
        return differences;
    }

    private void note(Object name, @Nullable Object before, @Nullable Object after) {
        (before == null ? added : after == null ? removed : changed).add(name.toString());
    }

    private void addTo(List<String> kinds, String kind) {
        List<String> parts = new ArrayList<>();
        add(parts, "added", added);
        add(parts, "changed", changed);
        add(parts, "removed", removed);
        if (!parts.isEmpty()) {
            kinds.add(kind + " " + String.join("; ", parts));
        }
    }

    private static void add(List<String> parts, String verb, Set<String> names) {
        if (!names.isEmpty()) {
            String listed = String.join(", ", names.stream().limit(NAMED).toList());
            parts.add(verb + ": " + listed + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : ""));
        }
    }
}
