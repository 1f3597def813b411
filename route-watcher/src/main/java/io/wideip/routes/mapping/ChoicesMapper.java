package io.wideip.routes.mapping;

import io.wideip.config.PolicyOptions;
import io.wideip.config.catalog.PoolDefinition;
import io.wideip.config.catalog.WideIpDefinition;
import io.wideip.config.catalog.WideIpDefinition.OwnPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the policy of a wide IP chooses among: its members, or pools of them that are made for it. */
final class ChoicesMapper {
    /** Of a pool in which several members share the load. */
    private final PolicyOptions weighted;

    ChoicesMapper(PolicyOptions weighted) {
        this.weighted = weighted;
    }

    /**
     * The choices.
     *
     * @param policy of the wide IP
     * @param members in the order of their clusters
     */
    WideIpDefinition.Choices choices(PolicyOptions policy, List<VipMember> members) {
        return switch (policy.name()) {
            case "failover" -> byPriority(members);
            case "geo" -> pools(byDatacenter(members));
            default -> list(members);
        };
    }

    /** Members of one priority share the load. One without a priority comes after those that have one, by itself. */
    private WideIpDefinition.Choices byPriority(List<VipMember> members) {
        List<VipMember> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparing(VipMember::priority, Comparator.nullsLast(Comparator.naturalOrder())));
        Map<String, List<VipMember>> byPriority = new LinkedHashMap<>();
        for (VipMember member : sorted) {
            String pool = member.priority() == null ? member.vip().name() : "priority " + member.priority();
            byPriority.computeIfAbsent(pool, any -> new ArrayList<>(1)).add(member);
        }
        return byPriority.size() == members.size() ? list(sorted) : pools(byPriority);
    }

    private static Map<String, List<VipMember>> byDatacenter(List<VipMember> members) {
        Map<String, List<VipMember>> byDatacenter = new LinkedHashMap<>();
        for (VipMember member : members) {
            byDatacenter
                    .computeIfAbsent(member.vip().datacenter().name(), any -> new ArrayList<>(1))
                    .add(member);
        }
        return byDatacenter;
    }

    private static WideIpDefinition.Members list(List<VipMember> members) {
        return new WideIpDefinition.Members(
                members.stream().map(VipMember::definition).toList());
    }

    private WideIpDefinition.OwnPools pools(Map<String, List<VipMember>> byName) {
        List<OwnPool> pools = new ArrayList<>(byName.size());
        byName.forEach((name, members) -> pools.add(new OwnPool(
                name,
                new PoolDefinition(
                        weighted, members.stream().map(VipMember::definition).toList()),
                1)));
        return new WideIpDefinition.OwnPools(List.copyOf(pools));
    }
}
