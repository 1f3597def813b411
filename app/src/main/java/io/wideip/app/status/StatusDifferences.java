package io.wideip.app.status;

import io.wideip.app.api.DrainReport;
import io.wideip.app.api.StatusReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** In what servers differ that should answer the same: their catalogs and the drains in force, by what these cover. */
public final class StatusDifferences {
    private StatusDifferences() {}

    /**
     * One line each, for people; empty where they agree.
     *
     * @param byServer in the order in which they were asked
     */
    public static List<String> of(Map<String, StatusReport> byServer) {
        List<String> differences = new ArrayList<>();
        Map<String, Set<String>> checksums = new LinkedHashMap<>();
        byServer.forEach(
                (server, status) -> add(checksums, "" + status.catalog().checksum(), server));
        if (checksums.size() > 1) {
            differences.add("catalog: checksum " + listed(checksums));
            zones(byServer, differences);
        }
        drains(byServer, differences);
        return differences;
    }

    private static void zones(Map<String, StatusReport> byServer, List<String> differences) {
        Map<String, Map<String, Set<String>>> serials = new TreeMap<>();
        byServer.forEach((server, status) -> status.catalog()
                .serials()
                .forEach(each -> add(
                        serials.computeIfAbsent(each.zone(), any -> new LinkedHashMap<>()),
                        "" + each.serial(),
                        server)));
        serials.forEach((zone, bySerial) -> {
            Set<String> having = new LinkedHashSet<>();
            bySerial.values().forEach(having::addAll);
            if (bySerial.size() > 1) {
                differences.add("zone " + zone + ": serial " + listed(bySerial));
            } else if (having.size() < byServer.size() && areAllTold(byServer)) {
                differences.add("zone " + zone + ": only at " + String.join(", ", having));
            }
        });
    }

    /** Of very many zones, the serials of the first few are told. */
    private static boolean areAllTold(Map<String, StatusReport> byServer) {
        return byServer.values().stream()
                .allMatch(each ->
                        each.catalog().serials().size() == each.catalog().zones());
    }

    private static void drains(Map<String, StatusReport> byServer, List<String> differences) {
        Map<String, Set<String>> drains = new TreeMap<>();
        byServer.forEach((server, status) -> status.drains().forEach(drain -> add(drains, covered(drain), server)));
        drains.forEach((drain, servers) -> {
            Set<String> without = new TreeSet<>(byServer.keySet());
            without.removeAll(servers);
            if (!without.isEmpty()) {
                differences.add("drain of " + drain + ": in force at " + String.join(", ", servers) + ", not at "
                        + String.join(", ", without));
            }
        });
    }

    private static String covered(DrainReport drain) {
        List<String> parts = new ArrayList<>();
        if (drain.datacenter() != null) {
            parts.add("datacenter " + drain.datacenter());
        }
        if (drain.vip() != null) {
            parts.add("VIP " + drain.vip());
        }
        if (drain.wideIps() != null) {
            parts.add("wide IPs " + drain.wideIps());
        }
        return String.join(" ", parts);
    }

    private static void add(Map<String, Set<String>> map, String key, String server) {
        map.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(server);
    }

    private static String listed(Map<String, Set<String>> servers) {
        List<String> all = new ArrayList<>();
        servers.forEach((value, at) -> all.add(value + " at " + String.join(", ", at)));
        return String.join("; ", all);
    }
}
