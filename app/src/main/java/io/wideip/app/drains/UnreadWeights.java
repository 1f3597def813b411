package io.wideip.app.drains;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.Member;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Drain;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The wide IPs whose members can't go down in weight, because no policy that chooses among them reads weights.
 *
 * @param examples a few of their names, with the policy
 */
record UnreadWeights(int count, List<String> examples) {
    private static final int NAMED = 5;

    static UnreadWeights of(Catalog catalog, Drain drain) {
        int[] count = {0};
        List<String> examples = new ArrayList<>();
        IdentityHashMap<WideIpSettings, Boolean> known = new IdentityHashMap<>();
        catalog.wideIps().byName().forEach((wire, settings) -> {
            if (known.computeIfAbsent(settings, it -> areRead(it, drain))) {
                return;
            }
            DomainName name = DomainName.ofWire(wire);
            if (drain.covers(name)) {
                count[0]++;
                if (examples.size() < NAMED) {
                    examples.add(name + ": " + settings.policy().name());
                }
            }
        });
        examples.sort(null);
        return new UnreadWeights(count[0], List.copyOf(examples));
    }

    private static boolean areRead(WideIpSettings settings, Drain drain) {
        if (settings.choices() instanceof WideIp.Pools pools) {
            return pools.pools().stream().map(WideIp.WeightedPool::pool).allMatch(pool -> {
                long covered = covered(pool.members(), drain);
                // Where all of a pool goes, its weight does.
                return covered == 0
                        || (covered == pool.members().size() ? settings.policy() : pool.policy()).readsWeights();
            });
        }
        return covered(((WideIp.Members) settings.choices()).members(), drain) == 0
                || settings.policy().readsWeights();
    }

    private static long covered(List<Member> members, Drain drain) {
        return members.stream().filter(member -> drain.covers(member.vip())).count();
    }
}
