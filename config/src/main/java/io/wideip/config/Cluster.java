package io.wideip.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose annotated Routes make wide IPs.
 *
 * @param vip what reaches all of its routers; null where {@code routers} tells
 * @param routers the VIP of each router that counts, by {@code routerName}; empty where {@code vip} tells
 * @param namespaces those followed; empty for all
 * @param selector of labels, as Kubernetes writes it; null for all Routes
 */
public record Cluster(
        String name,
        Datacenter datacenter,
        ClusterAccess access,
        @Nullable Vip vip,
        Map<String, Vip> routers,
        List<Glob> namespaces,
        @Nullable String selector) {

    /** The VIP by which a router is reached; null where the router does not count. */
    public @Nullable Vip vip(String routerName) {
        return vip == null ? routers.get(routerName) : vip;
    }
}
