package io.wideip.config.catalog;

import io.wideip.config.ClusterAccess;
import io.wideip.config.Glob;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code clusters}.
 *
 * @param datacenter by name
 * @param vip by name; null where {@code routers} tells
 * @param routers the name of the VIP of each router that counts, by {@code routerName}; empty where {@code vip} tells
 * @param namespaces those followed; empty for all
 * @param selector of labels, as Kubernetes writes it; null for all Routes
 */
public record ClusterDefinition(
        String datacenter,
        ClusterAccess access,
        @Nullable String vip,
        Map<String, String> routers,
        List<Glob> namespaces,
        @Nullable String selector) {}
