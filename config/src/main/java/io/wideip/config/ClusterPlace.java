package io.wideip.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster-specific name may name: a cluster, or a datacenter that has no more than one.
 *
 * @param label its name in lower case
 * @param datacenter null for a cluster
 * @param vips of the cluster, by name; empty for a datacenter, whose VIPs are all that are in it
 */
public record ClusterPlace(String label, @Nullable String datacenter, Set<String> vips) {
    /** What is no part of a label is part of no name. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");

    /** All that there are, each label once: that of a cluster before that of a datacenter. */
    public static List<ClusterPlace> of(Catalog catalog) {
        Map<String, ClusterPlace> places = new LinkedHashMap<>();
        for (Cluster cluster : catalog.clusters().values()) {
            add(places, cluster.name(), null, vips(cluster));
        }
        Map<String, Long> clusters = catalog.clusters().values().stream()
                .collect(Collectors.groupingBy(cluster -> cluster.datacenter().name(), Collectors.counting()));
        for (String datacenter : catalog.datacenters().keySet()) {
            if (clusters.getOrDefault(datacenter, 0L) <= 1) {
                add(places, datacenter, datacenter, Set.of());
            }
        }
        return List.copyOf(places.values());
    }

    private static void add(
            Map<String, ClusterPlace> places, String name, @Nullable String datacenter, Set<String> vips) {
        String label = name.toLowerCase(Locale.ROOT);
        if (LABEL.matcher(label).matches()) {
            places.putIfAbsent(label, new ClusterPlace(label, datacenter, vips));
        }
    }

    private static Set<String> vips(Cluster cluster) {
        Set<String> vips = new TreeSet<>();
        if (cluster.vip() != null) {
            vips.add(cluster.vip().name());
        }
        cluster.routers().values().forEach(vip -> vips.add(vip.name()));
        return vips;
    }

    /** The VIP by which a wide IP is reached there: that of its first member there; null where it has none. */
    public @Nullable Vip vip(List<Member> members) {
        for (Member member : members) {
            Vip vip = member.vip();
            if (datacenter == null
                    ? vips.contains(vip.name())
                    : datacenter.equals(vip.datacenter().name())) {
                return vip;
            }
        }
        return null;
    }
}
