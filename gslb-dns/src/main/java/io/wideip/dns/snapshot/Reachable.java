package io.wideip.dns.snapshot;

import io.wideip.config.Member;
import io.wideip.config.Vip;
import io.wideip.config.standing.MemberState;
import io.wideip.dns.policy.Candidate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A member as far as it is reached in some ways.
 *
 * @param states of its addresses of these families, or of its host name; empty where it has none
 * @param available addresses that may be answered now, each once
 */
record Reachable(Member member, List<MemberState> states, List<InetAddress> available) {

    /**
     * All members of a wide IP.
     *
     * @param states of each address of each member, in the order of {@link WideIpShape#members}
     */
    static List<Reachable> of(WideIpShape shape, List<MemberState> states, Set<Family> families) {
        List<Reachable> reachable = new ArrayList<>();
        int at = 0;
        for (Member member : shape.members()) {
            Vip vip = member.vip();
            List<MemberState> among = new ArrayList<>();
            List<InetAddress> available = new ArrayList<>();
            if (vip.hostname() != null) {
                MemberState state = states.get(at++);
                if (families.contains(Family.HOST_NAME)) {
                    among.add(state);
                }
            }
            for (InetAddress address : vip.addresses()) {
                MemberState state = states.get(at++);
                if (families.contains(Family.of(address))) {
                    among.add(state);
                    if (state.available() && !available.contains(address)) {
                        available.add(address);
                    }
                }
            }
            reachable.add(new Reachable(member, List.copyOf(among), List.copyOf(available)));
        }
        return reachable;
    }

    boolean configured() {
        return !states.isEmpty();
    }

    boolean isAvailable() {
        return states.stream().anyMatch(MemberState::available);
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
