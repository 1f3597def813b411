package io.wideip.config.yaml;

import io.wideip.config.ClusterAccess;
import io.wideip.config.Datacenter;
import io.wideip.config.Glob;
import io.wideip.config.catalog.ClusterDefinition;
import io.wideip.config.catalog.VipDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of {@code clusters}. */
final class ClusterReader {
    private final Names<Datacenter> datacenters;
    private final Names<VipDefinition> vips;

    ClusterReader(Names<Datacenter> datacenters, Names<VipDefinition> vips) {
        this.datacenters = datacenters;
        this.vips = vips;
    }

    @Nullable
    ClusterDefinition read(YamlSection section) {
        String datacenter = datacenters.find(section, "datacenter");
        if (!section.has("datacenter")) {
            section.missing(
                    "datacenter", "no 'datacenter\' in the cluster '" + section.name() + "': name the one it is in");
        }
        ClusterAccess access = ClusterAccessReader.read(section);
        Value vipValue = section.value("vip");
        String vip = vipValue == null ? null : vip(vipValue, datacenter);
        Map<String, String> routers = routers(section.section("routers"), datacenter);
        if (section.has("vip") == section.has("routers")) {
            section.problemAtStart(
                    section.has("vip")
                            ? "both 'vip' and 'routers': a cluster has one of the two, remove the other"
                            : "no 'vip' in the cluster '" + section.name()
                                    + "': name the VIP of its routers, or write routers: {default: VIP}");
        }
        List<Glob> namespaces = Globs.ofNamespaces(section);
        String selector = Selectors.read(section, "selector");
        return datacenter == null || access == null
                ? null
                : new ClusterDefinition(datacenter, access, vip, routers, namespaces, selector);
    }

    private Map<String, String> routers(@Nullable YamlSection section, @Nullable String datacenter) {
        Map<String, String> routers = new LinkedHashMap<>();
        if (section == null) {
            return routers;
        }
        if (section.entries().isEmpty()) {
            section.problemAtStart("'routers' is empty: write the VIP of at least one, as in {default: VIP}");
        }
        section.entries().forEach((router, value) -> {
            String vip = vip(value, datacenter);
            if (vip != null) {
                routers.put(router, vip);
            }
        });
        return Collections.unmodifiableMap(routers);
    }

    /** A member's datacenter is that of its VIP, so the cluster must be in it. */
    private @Nullable String vip(Value value, @Nullable String datacenter) {
        String name = vips.find(value);
        VipDefinition vip = vips.get(name);
        if (vip != null && datacenter != null && !vip.datacenter().equals(datacenter)) {
            value.problem("the VIP '" + name + "' is in the datacenter '" + vip.datacenter() + "', and the cluster in '"
                    + datacenter + "': name a VIP of '" + datacenter + "'");
        }
        return name;
    }
}
