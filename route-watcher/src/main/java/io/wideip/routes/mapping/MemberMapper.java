package io.wideip.routes.mapping;

import io.wideip.config.DomainName;
import io.wideip.config.SharedValues;
import io.wideip.config.catalog.Origin;
import io.wideip.routes.check.DerivedCheck;
import io.wideip.routes.check.MemberChecks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From the Routes of one wide IP to its members. */
final class MemberMapper {
    private static final int HEAVIEST = 1_000_000;

    private final MemberChecks checks;
    private final List<String> clusterOrder;
    private final SharedValues<String> texts;

    MemberMapper(MemberChecks checks, List<String> clusterOrder, SharedValues<String> texts) {
        this.texts = texts;
        this.checks = checks;
        this.clusterOrder = clusterOrder;
    }

    /** One router of one cluster. */
    private record RouterKey(String cluster, String router) {}

    /**
     * The members, in the order of their clusters and routers.
     *
     * @param items of all Routes of the wide IP, the oldest first; problems are recorded at their annotations
     * @param origins where the members' values go
     */
    List<VipMember> members(DomainName wideIp, List<RouterMember.Item> items, Map<String, Origin> origins) {
        Map<RouterKey, List<RouterMember.Item>> byRouter = new LinkedHashMap<>();
        for (RouterMember.Item item : items) {
            RouterKey key =
                    new RouterKey(item.reach().cluster().name(), item.reach().router());
            byRouter.computeIfAbsent(key, any -> new ArrayList<>(1)).add(item);
        }
        List<RouterMember> members = new ArrayList<>(byRouter.size());
        byRouter.values().forEach(routes -> members.add(new RouterMember(wideIp, routes)));
        members.forEach(RouterMember::reportDisagreements);
        members.sort(byPlace());
        Map<String, List<RouterMember>> byVip = new LinkedHashMap<>();
        for (RouterMember member : counting(members)) {
            byVip.computeIfAbsent(member.vip().name(), any -> new ArrayList<>(1))
                    .add(member);
        }
        List<VipMember> all = new ArrayList<>(byVip.size());
        byVip.values().forEach(reaching -> all.add(member(wideIp, reaching, origins)));
        return all;
    }

    private Comparator<RouterMember> byPlace() {
        return Comparator.<RouterMember>comparingInt(member ->
                        clusterOrder.indexOf(member.oldest().reach().cluster().name()))
                .thenComparingInt(MemberMapper::placeInCluster)
                .thenComparing(member -> member.oldest().reach().router());
    }

    private static int placeInCluster(RouterMember member) {
        Reach reach = member.oldest().reach();
        return new ArrayList<>(reach.cluster().routers().keySet()).indexOf(reach.router());
    }

    /** Those that routers do not admit any more count only where nothing else is left that would serve. */
    private static List<RouterMember> counting(List<RouterMember> members) {
        boolean isServed = members.stream().anyMatch(member -> member.isAdmitted() && !member.isDrained());
        return isServed ? members.stream().filter(RouterMember::isAdmitted).toList() : members;
    }

    /** One VIP by all routers that it reaches. Those that drain have no weight beside others. */
    private VipMember member(DomainName wideIp, Collection<RouterMember> reaching, Map<String, Origin> origins) {
        List<RouterMember> serving =
                reaching.stream().filter(member -> !member.isDrained()).toList();
        List<RouterMember> weighing = serving.isEmpty() ? List.copyOf(reaching) : serving;
        RouterMember.Item first = weighing.get(0).oldest();
        DerivedCheck check = checks.of(
                first.annotations(), wideIp, first.reach().host(), first.reach().vip());
        Map<String, Origin> here = new HashMap<>();
        weighing.forEach(member -> member.addOrigins(here));
        check.origins().forEach((key, origin) -> here.put("healthCheck." + key, origin));
        String place = "members." + first.reach().vip().name();
        here.forEach((key, origin) -> origins.put(texts.of(key.isEmpty() ? place : place + "." + key), origin));
        long weight = weighing.stream()
                .mapToLong(member -> member.oldest().values().weight())
                .sum();
        Integer priority = weighing.stream()
                .map(member -> member.oldest().values().priority())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new VipMember(first.reach().vip(), (int) Math.min(weight, HEAVIEST), priority, serving.isEmpty(), check);
    }
}
