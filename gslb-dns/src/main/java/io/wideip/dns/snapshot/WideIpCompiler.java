package io.wideip.dns.snapshot;

import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import io.wideip.dns.policy.Policy;
import io.wideip.dns.snapshot.Answer.Reply;
import io.wideip.dns.wire.Wire;
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

/**
 * Compiles one shape of wide IPs: the policies' choices, tier within tier, down to bytes.
 *
 * <p>A and AAAA are chosen each among the members that have such an address, so that a client of one family is never sent to a
 * member of the other. Where one family is all down and the other is not, the first is denied (NODATA): clients then use what
 * lives. {@link WhenAllDown} is for when nothing of either lives.
 */
final class WideIpCompiler {
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;

    private final WideIpShape shape;
    private final ZoneAnswers zone;
    private final Topology topology;

    WideIpCompiler(WideIpShape shape, ZoneAnswers zone, Topology topology) {
        this.shape = shape;
        this.zone = zone;
        this.topology = topology;
    }

    /**
     * The answers while the members stand so.
     *
     * @param states of each address of each member, in the order of {@link WideIpShape#members}
     */
    WideIpAnswers compile(List<MemberState> states) {
        if (states.stream().anyMatch(MemberState::available)) {
            return chosen(states);
        }
        if (shape.whenAllDown() instanceof WhenAllDown.Fallback fallback) {
            boolean alias = fallback.vips().get(0).hostname() != null;
            return withOther(fallback(fallback, IPV4_OCTETS), fallback(fallback, IPV6_OCTETS), alias);
        }
        if (shape.whenAllDown() instanceof WhenAllDown.All) {
            boolean allDrained = states.stream().allMatch(state -> state == MemberState.DRAINED);
            return chosen(states.stream()
                    .map(state -> state == MemberState.DRAINED && !allDrained ? state : MemberState.AVAILABLE)
                    .toList());
        }
        Reply none = shape.whenAllDown() instanceof WhenAllDown.ServFail ? zone.serverFailure() : zone.noData();
        return new WideIpAnswers(none, none, zone.noData());
    }

    /** A member in one family of addresses: those configured, and those of them that may be answered now. */
    private record Reachable(Member member, boolean configured, List<InetAddress> available, boolean hostname) {
        boolean isAvailable() {
            return hostname || !available.isEmpty();
        }
    }

    private WideIpAnswers chosen(List<MemberState> states) {
        return withOther(family(IPV4_OCTETS, states), family(IPV6_OCTETS, states), true);
    }

    private WideIpAnswers withOther(Answer a, Answer aaaa, boolean mayBeAlias) {
        // Only where every answer is a CNAME is it one for all types (RFC 1034 section 3.6.2).
        boolean alwaysAlias = mayBeAlias
                && shape.members().stream().allMatch(member -> member.vip().hostname() != null);
        return new WideIpAnswers(a, aaaa, alwaysAlias ? a : zone.noData());
    }

    private Answer family(int octets, List<MemberState> states) {
        List<Reachable> members = reachable(octets, states);
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
        Reachable first = ring.get(0);
        if (first.hostname()) {
            return alias(first.member().vip());
        }
        if (shape.maxAnswers() == 1 && first.available().size() > 1) {
            return new Answer.Turns(first.available().stream()
                    .map(address -> reply(List.of(address)))
                    .toArray(Answer[]::new));
        }
        return reply(ring.stream()
                .flatMap(reachable -> reachable.available().stream())
                .limit(shape.maxAnswers())
                .toList());
    }

    private Answer fallback(WhenAllDown.Fallback fallback, int octets) {
        if (fallback.vips().get(0).hostname() != null) {
            return alias(fallback.vips().get(0));
        }
        List<InetAddress> addresses = fallback.vips().stream()
                .flatMap(vip -> vip.addresses().stream())
                .filter(address -> address.getAddress().length == octets)
                .limit(shape.maxAnswers())
                .toList();
        return addresses.isEmpty() ? zone.noData() : reply(addresses);
    }

    private Reply reply(List<InetAddress> addresses) {
        RecordWriter writer = zone.writer();
        addresses.forEach(address -> writer.address(address, shape.ttl().toSeconds()));
        return new Reply(writer, Wire.NOERROR, true);
    }

    private Reply alias(Vip vip) {
        byte[] target = Objects.requireNonNull(vip.hostname()).wire();
        return new Reply(zone.writer().answerName(Wire.CNAME, shape.ttl().toSeconds(), target), Wire.NOERROR, true);
    }

    private List<Reachable> reachable(int octets, List<MemberState> states) {
        List<Reachable> reachable = new ArrayList<>();
        int at = 0;
        for (Member member : shape.members()) {
            Vip vip = member.vip();
            if (vip.hostname() != null) {
                reachable.add(
                        new Reachable(member, true, List.of(), states.get(at++).available()));
                continue;
            }
            boolean configured = false;
            List<InetAddress> available = new ArrayList<>();
            for (InetAddress address : vip.addresses()) {
                boolean up = states.get(at++).available();
                if (address.getAddress().length == octets) {
                    configured = true;
                    if (up) {
                        available.add(address);
                    }
                }
            }
            reachable.add(new Reachable(member, configured, List.copyOf(available), false));
        }
        return reachable;
    }
}
