package io.wideip.dns.snapshot;

import io.wideip.config.Member;
import io.wideip.config.standing.MemberStanding;
import io.wideip.dns.policy.Candidate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A member, as far as it is reached by addresses of some families or by a host name.
 *
 * @param standings at its addresses of these families, or at its host name; empty where it has none
 * @param available addresses that may be answered now, each once
 */
record Reachable(Member member, List<MemberStanding> standings, List<InetAddress> available) {

    /** All members of a wide IP, from all their standings, one member after the other. */
    static List<Reachable> of(List<MemberStanding> standings, Set<Family> families) {
        List<Reachable> reachable = new ArrayList<>();
        for (int from = 0; from < standings.size(); ) {
            int to = from + 1;
            while (to < standings.size() && number(standings, to) == number(standings, from)) {
                to++;
            }
            reachable.add(of(standings.get(from).address().member(), standings.subList(from, to), families));
            from = to;
        }
        return reachable;
    }

    private static int number(List<MemberStanding> standings, int at) {
        return standings.get(at).address().number();
    }

    private static Reachable of(Member member, List<MemberStanding> all, Set<Family> families) {
        List<MemberStanding> among = all.stream()
                .filter(each -> families.contains(Family.of(each.address().address())))
                .toList();
        List<InetAddress> available = among.stream()
                .filter(MemberStanding::available)
                .map(each -> each.address().address())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Reachable(member, among, available);
    }

    boolean configured() {
        return !standings.isEmpty();
    }

    boolean isAvailable() {
        return standings.stream().anyMatch(MemberStanding::available);
    }

    /** Tenths of its weight that orders leave it for now. */
    int weightLeft() {
        return standings.isEmpty() ? MemberStanding.WHOLE : standings.get(0).weight();
    }

    boolean isAlias() {
        return member.vip().hostname() != null;
    }

    /** Some members as one candidate. */
    static Candidate candidate(String name, int weight, List<Reachable> members) {
        Set<String> datacenters = new HashSet<>();
        for (Reachable reachable : members) {
            if (reachable.isAvailable()) {
                datacenters.add(reachable.member().vip().datacenter().name());
            }
        }
        return new Candidate(name, weight, !datacenters.isEmpty(), Set.copyOf(datacenters));
    }
}
