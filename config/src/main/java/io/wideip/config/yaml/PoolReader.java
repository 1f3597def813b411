package io.wideip.config.yaml;

import io.wideip.config.catalog.MemberDefinition;
import io.wideip.config.catalog.PoolDefinition;
import io.wideip.config.catalog.VipDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code pools}. */
final class PoolReader {
    private final Names<VipDefinition> vips;
    private final PolicyReader policies;

    PoolReader(Names<VipDefinition> vips, PolicyReader policies) {
        this.vips = vips;
        this.policies = policies;
    }

    @Nullable
    PoolDefinition read(YamlSection section) {
        if (!section.has("members")) {
            section.missing("members", "no 'members\' in the pool '" + section.name() + "': list its VIPs");
        }
        List<MemberDefinition> members = members(section, vips);
        PolicyReader.Read policy = policies.read(section);
        return policy == null ? null : new PoolDefinition(policy.given(), members);
    }

    /** The key {@code members}, the same in a wide IP that has no pools. */
    static List<MemberDefinition> members(YamlSection section, Names<VipDefinition> vips) {
        return WeightedList.read(section, "members", "vip", vips).stream()
                .map(each -> new MemberDefinition(each.name(), each.weight()))
                .toList();
    }
}
