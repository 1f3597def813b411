package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.PolicyOptions;
import io.wideip.config.standing.MemberStanding;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import io.wideip.dns.wire.ExtendedError;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the answers of the members that are reached in one way: the policies' choices among them, tier within tier.
 * For one constellation of members, then done.
 */
final class FamilyCompiler implements Tiers.Maker<Answer> {
    private final WideIpShape shape;
    private final ZoneAnswers zone;
    private final Topology topology;
    private final Family family;
    private final @Nullable ExtendedError outage;
    private final CompilerObserver observer;

    /** @param outage what to say with every answer, or null */
    FamilyCompiler(
            WideIpShape shape,
            ZoneAnswers zone,
            Topology topology,
            Family family,
            @Nullable ExtendedError outage,
            CompilerObserver observer) {
        this.observer = observer;
        this.shape = shape;
        this.zone = zone;
        this.topology = topology;
        this.family = family;
        this.outage = outage;
    }

    /** @param standings of each address of each member, one member after the other */
    Answer compile(List<MemberStanding> standings) {
        List<Reachable> members = Reachable.of(standings, Set.of(family));
        List<MemberStanding> inFamily =
                members.stream().flatMap(member -> member.standings().stream()).toList();
        if (inFamily.stream().noneMatch(MemberStanding::available)) {
            return inFamily.isEmpty()
                    ? zone.noData()
                    : zone.noData(Outage.of(inFamily, "all " + family + " members", ""));
        }
        return new Tiers(shape, topology).make(members, this);
    }

    @Override
    public void chosen(@Nullable String pool, PolicyOptions policy, List<Candidate> candidates, Choice choice) {
        observer.chosen(family, pool, policy, candidates, choice);
    }

    @Override
    public Answer ofMembers(Choice choice, Function<Candidate, Reachable> members) {
        return compiled(choice, ring -> answer(ring, members));
    }

    @Override
    public Answer ofPools(Choice choice, Function<Candidate, Answer> pools) {
        return compiled(choice, ring -> pools.apply(ring.get(0)));
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
            return new LocatedAnswer(answers, topology.table());
        }
        List<Candidate> ring = choice.ring();
        if (ring.isEmpty()) {
            return zone.noData();
        }
        if (ring.size() == 1 || choice instanceof Choice.First) {
            return from.apply(ring);
        }
        Answer[] answers = new Answer[ring.size()];
        // A view of the ring from each start: a copy of each would be quadratic in the members.
        List<Candidate> twice = new ArrayList<>(ring);
        twice.addAll(ring);
        for (int start = 0; start < answers.length; start++) {
            answers[start] = from.apply(twice.subList(start, start + answers.length));
        }
        if (choice instanceof Choice.Draw draw) {
            return new DrawnAnswer(answers, cumulated(draw.weights()));
        }
        if (choice instanceof Choice.ByHash byHash) {
            return new HashedAnswer(answers, byHash);
        }
        return new RotatingAnswer(answers);
    }

    private static int[] cumulated(List<Integer> weights) {
        long total = weights.stream().mapToLong(Integer::longValue).sum();
        // Equal shares where all weights are 0; a scale that fits an int where they are huge.
        long scale = total / Integer.MAX_VALUE + 1;
        int[] cumulated = new int[weights.size()];
        int sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += total == 0 ? 1 : (int) (weights.get(i) / scale);
            cumulated[i] = sum;
        }
        return cumulated;
    }

    /** Looks no further along the ring than it must. */
    private Answer answer(List<Candidate> ring, Function<Candidate, Reachable> members) {
        long ttl = shape.ttl().toSeconds();
        Reachable first = members.apply(ring.get(0));
        DomainName hostname = first.member().vip().hostname();
        if (hostname != null) {
            return zone.alias(hostname, ttl, outage);
        }
        if (shape.maxAnswers() == 1 && first.available().size() > 1) {
            return new RotatingAnswer(first.available().stream()
                    .map(address -> zone.addresses(List.of(address), ttl, outage))
                    .toArray(Answer[]::new));
        }
        // Members may share addresses.
        List<InetAddress> addresses = ring.stream()
                .flatMap(candidate -> members.apply(candidate).available().stream())
                .distinct()
                .limit(shape.maxAnswers())
                .toList();
        return zone.addresses(addresses, ttl, outage);
    }
}
