package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Pool;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Targets;
import java.time.Duration;
import java.util.List;

/** All of a wide IP that its answers depend on, besides the state of its members. Wide IPs of one shape share answers. */
record WideIpShape(
        DomainName zone,
        PolicyOptions policy,
        WideIp.Choices choices,
        Duration ttl,
        int maxAnswers,
        WhenAllDown whenAllDown) {

    static WideIpShape of(WideIpSettings settings) {
        return new WideIpShape(
                settings.zone(),
                settings.policy(),
                answered(settings.choices()),
                settings.ttl(),
                settings.maxAnswers(),
                settings.whenAllDown());
    }

    /** Without the members' checks and drains: they are in the state of the members. */
    private static WideIp.Choices answered(WideIp.Choices choices) {
        if (Targets.members(choices).stream().allMatch(WideIpShape::isPlain)) {
            return choices;
        }
        if (choices instanceof WideIp.Members direct) {
            return new WideIp.Members(plain(direct.members()));
        }
        return new WideIp.Pools(((WideIp.Pools) choices)
                .pools().stream()
                        .map(each -> new WideIp.WeightedPool(plain(each.pool()), each.weight()))
                        .toList());
    }

    private static Pool plain(Pool pool) {
        return new Pool(pool.name(), pool.policy(), plain(pool.members()));
    }

    private static List<Member> plain(List<Member> members) {
        return members.stream()
                .map(member -> new Member(member.vip(), member.weight()))
                .toList();
    }

    private static boolean isPlain(Member member) {
        return member.healthCheck() == null && !member.drained();
    }

    boolean hasAliases() {
        return Targets.members(choices).stream().anyMatch(member -> member.vip().hostname() != null);
    }

    boolean hasAddresses() {
        return Targets.members(choices).stream().anyMatch(member -> member.vip().hostname() == null);
    }
}
