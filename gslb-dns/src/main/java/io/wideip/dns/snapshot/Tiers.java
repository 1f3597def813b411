package io.wideip.dns.snapshot;

import io.wideip.config.PolicyOptions;
import io.wideip.config.WideIp;
import io.wideip.config.standing.MemberStanding;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import io.wideip.dns.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The choices of a wide IP: its policy's among pools with each pool's among its members, or its policy's among members. */
final class Tiers {
    private static final int LARGEST_SMALL_WEIGHT = 100_000;

    private final WideIpShape shape;
    private final Topology topology;

    Tiers(WideIpShape shape, Topology topology) {
        this.shape = shape;
        this.topology = topology;
    }

    /** What is made of choices. */
    interface Maker<T> {
        /**
         * Told of each choice before it is asked to make something of it.
         *
         * @param pool whose members the candidates are; null for the wide IP's own pools or members
         */
        default void chosen(@Nullable String pool, PolicyOptions policy, List<Candidate> candidates, Choice choice) {}

        T ofMembers(Choice choice, Function<Candidate, Reachable> members);

        T ofPools(Choice choice, Function<Candidate, T> pools);
    }

    /** @param members all of the wide IP's; only those that are configured are chosen among */
    <T> T make(List<Reachable> members, Maker<T> maker) {
        if (!(shape.choices() instanceof WideIp.Pools pools)) {
            return ofMembers(null, shape.policy(), members, maker);
        }
        Map<String, T> byPool = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        int at = 0;
        for (WideIp.WeightedPool weighted : pools.pools()) {
            List<Reachable> inPool =
                    members.subList(at, at + weighted.pool().members().size());
            at += inPool.size();
            if (inPool.stream().anyMatch(Reachable::configured)) {
                String name = weighted.pool().name();
                byPool.put(name, ofMembers(name, weighted.pool().policy(), inPool, maker));
                candidates.add(Reachable.candidate(name, weighted.weight(), inPool));
                // Of a pool of which orders leave each member a part, they leave as much.
                left.add(inPool.stream()
                        .filter(Reachable::configured)
                        .mapToInt(Reachable::weightLeft)
                        .max()
                        .orElse(MemberStanding.WHOLE));
            }
        }
        List<Candidate> weighed = weighed(candidates, left);
        Choice choice = choose(shape.policy(), weighed);
        maker.chosen(null, shape.policy(), weighed, choice);
        return maker.ofPools(choice, pool -> byPool.get(pool.name()));
    }

    private <T> T ofMembers(@Nullable String pool, PolicyOptions policy, List<Reachable> members, Maker<T> maker) {
        Map<String, Reachable> byVip = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (Reachable reachable : members) {
            if (reachable.configured()) {
                String name = reachable.member().vip().name();
                byVip.put(name, reachable);
                candidates.add(Reachable.candidate(name, reachable.member().weight(), List.of(reachable)));
                left.add(reachable.weightLeft());
            }
        }
        List<Candidate> weighed = weighed(candidates, left);
        Choice choice = choose(policy, weighed);
        maker.chosen(pool, policy, weighed, choice);
        return maker.ofMembers(choice, member -> byVip.get(member.name()));
    }

    /** @param left tenths of the weight of each candidate that orders leave it for now */
    private static List<Candidate> weighed(List<Candidate> candidates, List<Integer> left) {
        if (left.stream().allMatch(tenths -> tenths == MemberStanding.WHOLE)) {
            return candidates;
        }
        // Tenths of small weights are whole numbers of ten times the weights; those of large ones would make too large
        // a sum.
        boolean areSmall = candidates.stream().allMatch(candidate -> candidate.weight() <= LARGEST_SMALL_WEIGHT);
        List<Candidate> weighed = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            int tenths = candidates.get(i).weight() * left.get(i);
            weighed.add(candidates.get(i).withWeight(areSmall ? tenths : tenths / MemberStanding.WHOLE));
        }
        return weighed;
    }

    private Choice choose(PolicyOptions policy, List<Candidate> candidates) {
        return candidates.isEmpty() ? new Choice.Nobody() : ((Policy) policy).choose(candidates, topology.locations());
    }
}
