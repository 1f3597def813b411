package io.wideip.config.review;

import io.wideip.config.AddressText;
import io.wideip.config.Catalog;
import io.wideip.config.Cluster;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.WarningCode;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Provenance;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What nothing uses, and addresses that two VIPs have. */
final class VipReview {
    private final Catalog catalog;
    private final Provenance provenance;
    private final Findings findings;
    /** By section, the names that something refers to. */
    private final Map<String, Set<String>> used = new HashMap<>();

    VipReview(Merged merged, Findings findings) {
        this.catalog = merged.catalog();
        this.provenance = merged.provenance();
        this.findings = findings;
    }

    void run() {
        addresses();
        IdentityHashMap<WideIpSettings, Boolean> seen = new IdentityHashMap<>();
        catalog.wideIps().byName().forEach((name, settings) -> {
            if (seen.put(settings, true) == null) {
                use(settings);
            }
        });
        catalog.pools().values().stream()
                .flatMap(pool -> pool.members().stream())
                .forEach(this::use);
        catalog.clusters().values().forEach(this::use);
        catalog.vips().values().forEach(vip -> {
            use("datacenters", vip.datacenter().name());
            use(vip.healthCheck());
        });
        unused("VIP", "vips", catalog.vips().keySet());
        unused("pool", "pools", catalog.pools().keySet());
        unused("datacenter", "datacenters", catalog.datacenters().keySet());
        if (catalog.clusters().isEmpty()) {
            // Else a Route may name it.
            unused("health check", "healthChecks", catalog.healthChecks().keySet());
        }
    }

    private void addresses() {
        Map<InetAddress, String> owners = new HashMap<>();
        for (Vip vip : catalog.vips().values()) {
            for (InetAddress address : vip.addresses()) {
                String owner = owners.putIfAbsent(address, vip.name());
                if (owner != null) {
                    findings.add(
                            WarningCode.SAME_ADDRESS,
                            () -> provenance.of("vips", vip.name(), "addresses"),
                            AddressText.of(address) + " is an address of the VIP '" + owner
                                    + "', too: give each VIP its own, or use one of the two");
                }
            }
        }
    }

    private void use(WideIpSettings settings) {
        use(settings.healthCheck());
        if (settings.whenAllDown() instanceof WhenAllDown.Fallback fallback) {
            fallback.vips().forEach(vip -> use("vips", vip.name()));
        }
        if (settings.choices() instanceof WideIp.Pools pools) {
            for (WideIp.WeightedPool weighted : pools.pools()) {
                use("pools", weighted.pool().name());
                weighted.pool().members().forEach(this::use);
            }
        } else {
            ((WideIp.Members) settings.choices()).members().forEach(this::use);
        }
    }

    private void use(Member member) {
        use("vips", member.vip().name());
    }

    private void use(Cluster cluster) {
        use("datacenters", cluster.datacenter().name());
        Stream.concat(Stream.ofNullable(cluster.vip()), cluster.routers().values().stream())
                .forEach(vip -> use("vips", vip.name()));
    }

    private void use(@Nullable HealthCheck check) {
        if (check != null) {
            use("healthChecks", check.name());
        }
    }

    private void use(String section, String name) {
        used.computeIfAbsent(section, any -> new HashSet<>()).add(name);
    }

    private void unused(String kind, String section, Set<String> names) {
        for (String name : names) {
            if (!used.getOrDefault(section, Set.of()).contains(name)) {
                findings.add(
                        WarningCode.UNUSED,
                        () -> provenance.of(section, name),
                        "nothing uses the " + kind + " '" + name + "': name it where it is to be used, or remove it");
            }
        }
    }
}
