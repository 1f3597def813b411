package io.wideip.config.yaml;

import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.Vip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code pools}. */
final class PoolReader {
    private final Names<Vip> vips;
    private final PolicyReader policies;

    PoolReader(Names<Vip> vips, PolicyReader policies) {
        this.vips = vips;
        this.policies = policies;
    }

    @Nullable
    Pool read(YamlSection section) {
        if (!section.has("members")) {
            section.problemAtStart("no 'members' in the pool '" + section.name() + "': list its VIPs");
        }
        List<Member> members = members(section, vips);
        PolicyOptions policy = policies.read(section);
        return policy == null ? null : new Pool(section.name(), policy, members);
    }

    /** The key {@code members}, the same in a wide IP that has no pools. */
    static List<Member> members(YamlSection section, Names<Vip> vips) {
        return WeightedList.read(section, "members", "vip", vips).stream()
                .map(one -> new Member(one.value(), one.weight()))
                .toList();
    }
}
