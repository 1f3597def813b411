package io.wideip.config.standing;

import io.wideip.config.DomainName;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the members of all wide IPs stand, in sums. Immutable.
 *
 * @param members how many members of all wide IPs there are
 * @param wideIps how many wide IPs there are by how far they are served
 * @param byName the members of each wide IP; empty where there are too many
 */
public record StandingSummary(
        Map<MembersKey, Integer> members,
        Map<Served, Integer> wideIps,
        Map<DomainName, Map<MembersKey, Integer>> byName) {
    public static final StandingSummary NOTHING = new StandingSummary(Map.of(), Map.of(), Map.of());

    /** Members of one datacenter that stand alike. */
    public record MembersKey(String datacenter, MemberState state) {}

    /** How many of its datacenters serve a wide IP, without those that are wholly drained from it. */
    public enum Served {
        BY_ALL,
        BY_SOME,
        BY_NONE
    }

    /** One constellation's. */
    private record OfOne(Map<MembersKey, Integer> members, Served served) {}

    /** @param most so many wide IPs are told by name, where there are no more */
    static StandingSummary of(Iterable<Constellation> constellations, Standings standings, WideIps wideIps, int most) {
        Map<MembersKey, Integer> members = new HashMap<>();
        Map<Served, Integer> served = new EnumMap<>(Served.class);
        constellations.forEach(each -> {
            OfOne one = of(each.standings());
            one.members.forEach((key, number) -> members.merge(key, number * each.wideIps, Integer::sum));
            served.merge(one.served, each.wideIps, Integer::sum);
        });
        return new StandingSummary(
                Map.copyOf(members), Map.copyOf(served), wideIps.size() > most ? Map.of() : byName(standings, wideIps));
    }

    private static Map<DomainName, Map<MembersKey, Integer>> byName(Standings standings, WideIps wideIps) {
        Map<DomainName, Map<MembersKey, Integer>> byName = new LinkedHashMap<>();
        wideIps.byName().forEach((wire, settings) -> {
            DomainName name = DomainName.ofWire(wire);
            byName.put(name, of(standings, name, settings));
        });
        return byName;
    }

    private static Map<MembersKey, Integer> of(Standings standings, DomainName name, WideIpSettings settings) {
        return of(standings.constellation(name, settings).standings()).members;
    }

    /** How far a wide IP is served whose members stand like this. */
    public static Served served(List<MemberStanding> standings) {
        return of(standings).served;
    }

    private static OfOne of(List<MemberStanding> standings) {
        Map<MembersKey, Integer> members = new LinkedHashMap<>();
        Set<String> configured = new HashSet<>();
        Set<String> available = new HashSet<>();
        for (int from = 0; from < standings.size(); ) {
            MemberAddress member = standings.get(from).address();
            MemberState best = standings.get(from).state();
            int next = from + 1;
            for (; next < standings.size() && standings.get(next).address().number() == member.number(); next++) {
                best = better(best, standings.get(next).state());
            }
            from = next;
            String datacenter = member.vip().datacenter().name();
            members.merge(new MembersKey(datacenter, best), 1, Integer::sum);
            if (best != MemberState.DRAINED) {
                configured.add(datacenter);
            }
            if (best.available()) {
                available.add(datacenter);
            }
        }
        return new OfOne(members, served(configured, available));
    }

    /** A member is as good as the best of its addresses. */
    private static MemberState better(MemberState one, MemberState other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Served served(Set<String> configured, Set<String> available) {
        if (available.isEmpty()) {
            return Served.BY_NONE;
        }
        return available.containsAll(configured) ? Served.BY_ALL : Served.BY_SOME;
    }
}
