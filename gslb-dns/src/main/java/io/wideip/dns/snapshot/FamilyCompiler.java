package io.wideip.dns.snapshot;

import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import io.wideip.dns.policy.Policy;
import io.wideip.dns.wire.ExtendedError;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the answers of a wide IP's shape in one family of addresses: the policies' choices, tier within tier. For one
 * constellation of members, then done.
 */
final class FamilyCompiler {
    private final WideIpShape shape;
    private final ZoneAnswers zone;
    private final Topology topology;
    private final Family family;
    private final @Nullable ExtendedError outage;

    /** @param outage what to say with every answer, or null */
    FamilyCompiler(
            WideIpShape shape, ZoneAnswers zone, Topology topology, Family family, @Nullable ExtendedError outage) {
        this.shape = shape;
        this.zone = zone;
        this.topology = topology;
        this.family = family;
        this.outage = outage;
    }

    /** @param states of each address of each member, in the order of {@link WideIpShape#members} */
    Answer compile(List<MemberState> states) {
        List<Reachable> members = reachable(states);
        List<MemberState> inFamily =
                members.stream().flatMap(member -> member.states().stream()).toList();
        if (inFamily.stream().noneMatch(MemberState::available)) {
            return inFamily.isEmpty()
                    ? zone.noData()
                    : zone.noData(Outage.of(inFamily, "all " + family + " members", ""));
        }
        if (shape.choices() instanceof WideIp.Members) {
            return amongMembers(shape.policy(), members);
        }
        Map<String, Answer> byPool = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        int at = 0;
        for (WideIp.WeightedPool weighted : ((WideIp.Pools) shape.choices()).pools()) {
            List<Reachable> inPool =
                    members.subList(at, at + weighted.pool().members().size());
            at += inPool.size();
            if (inPool.stream().anyMatch(Reachable::configured)) {
                String name = weighted.pool().name();
                byPool.put(name, amongMembers(weighted.pool().policy(), inPool));
                candidates.add(candidate(name, weighted.weight(), inPool));
            }
        }
        return compiled(
                choose(shape.policy(), candidates),
                ring -> byPool.get(ring.get(0).name()));
    }

    private Answer amongMembers(PolicyOptions policy, List<Reachable> members) {
        Map<String, Reachable> byVip = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Reachable reachable : members) {
            if (reachable.configured()) {
                String name = reachable.member().vip().name();
                byVip.put(name, reachable);
                candidates.add(candidate(name, reachable.member().weight(), List.of(reachable)));
            }
        }
        return compiled(
                choose(policy, candidates),
                ring -> addresses(ring.stream()
                        .map(candidate -> byVip.get(candidate.name()))
                        .toList()));
    }

    private Choice choose(PolicyOptions policy, List<Candidate> candidates) {
        return candidates.isEmpty() ? new Choice.Nobody() : ((Policy) policy).choose(candidates, topology.locations());
    }

    private static Candidate candidate(String name, int weight, List<Reachable> members) {
        Set<String> datacenters = new HashSet<>();
        for (Reachable reachable : members) {
            if (reachable.isAvailable()) {
                datacenters.add(reachable.member().vip().datacenter().name());
            }
        }
        return new Candidate(name, weight, !datacenters.isEmpty(), Set.copyOf(datacenters));
    }

    /**
     * From a choice to what is picked when a query comes.
     *
     * @param from what to answer when the ring is started at its first
     */
    private Answer compiled(Choice choice, Function<List<Candidate>, Answer> from) {
        if (choice instanceof Choice.ByLocation byLocation) {
            // Locations are many, the choices among a few candidates are not.
            Map<Choice, Answer> each = new HashMap<>();
            Answer[] answers = byLocation.choices().stream()
                    .map(here -> each.computeIfAbsent(here, any -> compiled(any, from)))
                    .toArray(Answer[]::new);
            return new Answer.ByPlace(answers, topology.map());
        }
        List<Candidate> ring = choice.ring();
        if (ring.isEmpty()) {
            return zone.noData();
        }
        if (ring.size() == 1 || choice instanceof Choice.First) {
            return from.apply(ring);
        }
        Answer[] answers = new Answer[ring.size()];
        List<Candidate> turned = new ArrayList<>(ring);
        for (int start = 0; start < answers.length; start++) {
            answers[start] = from.apply(List.copyOf(turned));
            Collections.rotate(turned, -1);
        }
        if (choice instanceof Choice.Draw) {
            return new Answer.Draws(answers, cumulated(ring));
        }
        if (choice instanceof Choice.ByHash byHash) {
            return new Answer.ByClient(answers, byHash);
        }
        return new Answer.Turns(answers);
    }

    private static int[] cumulated(List<Candidate> ring) {
        long total = ring.stream().mapToLong(Candidate::weight).sum();
        // Equal shares where all weights are 0; a scale that fits an int where they are huge.
        long scale = total / Integer.MAX_VALUE + 1;
        int[] cumulated = new int[ring.size()];
        int sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += total == 0 ? 1 : (int) (ring.get(i).weight() / scale);
            cumulated[i] = sum;
        }
        return cumulated;
    }

    private Answer addresses(List<Reachable> ring) {
        long ttl = shape.ttl().toSeconds();
        Reachable first = ring.get(0);
        Vip vip = first.member().vip();
        if (vip.hostname() != null) {
            return zone.alias(Objects.requireNonNull(vip.hostname()), ttl, outage);
        }
        if (shape.maxAnswers() == 1 && first.available().size() > 1) {
            return new Answer.Turns(first.available().stream()
                    .map(address -> zone.addresses(List.of(address), ttl, outage))
                    .toArray(Answer[]::new));
        }
        List<InetAddress> addresses = ring.stream()
                .flatMap(reachable -> reachable.available().stream())
                .limit(shape.maxAnswers())
                .toList();
        return zone.addresses(addresses, ttl, outage);
    }

    /**
     * A member in one family of addresses.
     *
     * @param states of its addresses of the family, or of its host name, which serves both
     * @param available addresses that may be answered now
     */
    private record Reachable(Member member, List<MemberState> states, List<InetAddress> available) {
        boolean configured() {
            return !states.isEmpty();
        }

        boolean isAvailable() {
            return states.stream().anyMatch(MemberState::available);
        }
    }

    private List<Reachable> reachable(List<MemberState> states) {
        List<Reachable> reachable = new ArrayList<>();
        int at = 0;
        for (Member member : shape.members()) {
            Vip vip = member.vip();
            if (vip.hostname() != null) {
                reachable.add(new Reachable(member, List.of(states.get(at++)), List.of()));
                continue;
            }
            List<MemberState> inFamily = new ArrayList<>();
            List<InetAddress> available = new ArrayList<>();
            for (InetAddress address : vip.addresses()) {
                MemberState state = states.get(at++);
                if (family.has(address)) {
                    inFamily.add(state);
                    if (state.available()) {
                        available.add(address);
                    }
                }
            }
            reachable.add(new Reachable(member, List.copyOf(inFamily), List.copyOf(available)));
        }
        return reachable;
    }
}
