package io.wideip.config.yaml;

import io.wideip.config.Datacenter;
import io.wideip.config.Glob;
import io.wideip.config.PlannedDrain;
import io.wideip.config.catalog.VipDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of {@code drains}. */
final class DrainReader {
    private final Names<Datacenter> datacenters;
    private final Names<VipDefinition> vips;

    DrainReader(Names<Datacenter> datacenters, Names<VipDefinition> vips) {
        this.datacenters = datacenters;
        this.vips = vips;
    }

    @Nullable
    PlannedDrain read(YamlSection section) {
        Glob wideIps = Globs.ofWideIps(section);
        String datacenter = datacenters.find(section, "datacenter");
        String vip = vip(section, datacenter);
        if (!section.has("wideIps") && !section.has("datacenter") && !section.has("vip")) {
            section.missing(
                    "wideIps",
                    "the drain '" + section.name()
                            + "' covers nothing: write at least one of 'wideIps', 'datacenter' and 'vip'",
                    "datacenter",
                    "vip");
        }
        String reason = reason(section);
        Instant from = section.instant("from");
        Instant until = section.instant("until");
        if (from != null && until != null && !from.isBefore(until)) {
            section.problem("until", "'until' is not after 'from': such a drain is never in force");
        }
        return new PlannedDrain(wideIps, datacenter, vip, reason, from, until);
    }

    private @Nullable String vip(YamlSection section, @Nullable String datacenter) {
        String name = vips.find(section, "vip");
        VipDefinition vip = vips.get(name);
        if (vip != null && datacenter != null && !vip.datacenter().equals(datacenter)) {
            section.problem(
                    "vip",
                    "the VIP '" + name + "' is in the datacenter '" + vip.datacenter() + "', not in '" + datacenter
                            + "': such a drain covers nothing, remove one of the two");
        }
        return name;
    }

    private static String reason(YamlSection section) {
        String reason = section.text("reason", null);
        if (!section.has("reason")) {
            section.missing(
                    "reason",
                    "no 'reason\' in the drain '" + section.name() + "': say why, for who finds it months later");
        } else if (reason != null && reason.isBlank()) {
            section.problem("reason", "'reason' is empty: say why, for who finds the drain months later");
        }
        return reason == null ? "" : reason;
    }
}
