package io.wideip.dns.snapshot;

import io.wideip.config.PolicyOptions;
import io.wideip.config.standing.MemberStanding;
import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a wide IP is an alias as its members stand now, where some of them have addresses and others a host name. A
 * resolver that holds a CNAME for a name answers every type from it (RFC 1034 section 3.6.2, RFC 2181 section 10.1), so
 * a client must be told of one kind only.
 *
 * <p>The policies choose among all available members of either kind. Where they choose by the client, each client has the kind
 * of its choice; where they differ from query to query, the kind is that of most answers, and addresses when there are as many.
 */
sealed interface AliasDecision {
    /** What of two answers to give, or how to pick one of them when a query comes. */
    Answer between(Answer alias, Answer addresses);

    /**
     * The same for all clients.
     *
     * @param aliases how much of the answers would be aliases, from 0 to 1
     */
    record ForAll(double aliases) implements AliasDecision {
        /** Sums of shares are a little off. */
        private static final double HALF = 0.5 + 1e-9;

        @Override
        public Answer between(Answer alias, Answer addresses) {
            return aliases > HALF ? alias : addresses;
        }
    }

    /** By the client's network. */
    record ByHash(Choice.ByHash choice, List<AliasDecision> ring) implements AliasDecision {
        @Override
        public Answer between(Answer alias, Answer addresses) {
            Answer[] answers = each(ring, alias, addresses);
            return allSame(answers) ? answers[0] : new HashedAnswer(answers, choice);
        }
    }

    /** By the client's location; the outermost decision where there is one. */
    record ByLocation(List<AliasDecision> byLocation, LocationTable table) implements AliasDecision {
        @Override
        public Answer between(Answer alias, Answer addresses) {
            Answer[] answers = each(byLocation, alias, addresses);
            return allSame(answers) ? answers[0] : new LocatedAnswer(answers, table);
        }
    }

    /**
     * Decides for one constellation of members.
     *
     * @param standings of each address of each member, one member after the other
     */
    static AliasDecision of(
            WideIpShape shape, Topology topology, List<MemberStanding> standings, CompilerObserver observer) {
        boolean alias = isAvailable(standings, Family.HOST_NAME);
        boolean addresses = isAvailable(standings, Family.IPV4) || isAvailable(standings, Family.IPV6);
        if (!alias || !addresses || isLost(standings, Family.IPV4)) {
            return new ForAll(alias ? 1 : 0);
        }
        IntFunction<AliasDecision> decisions = new Tiers(shape, topology)
                .make(Reachable.of(standings, EnumSet.allOf(Family.class)), new Choosing(observer));
        return new ByLocation(
                IntStream.range(0, topology.locations().size())
                        .mapToObj(decisions)
                        .toList(),
                topology.table());
    }

    private static boolean isAvailable(List<MemberStanding> standings, Family family) {
        return Reachable.of(standings, Set.of(family)).stream().anyMatch(Reachable::isAvailable);
    }

    /**
     * Whether members have such addresses, but none that is available. Without IPv4, clients of IPv4 alone would have nothing,
     * while the alias can serve them. (Clients of IPv6 alone reach IPv4 addresses by DNS64, RFC 6147.)
     */
    private static boolean isLost(List<MemberStanding> standings, Family family) {
        return !isAvailable(standings, family)
                && Reachable.of(standings, Set.of(family)).stream().anyMatch(Reachable::configured);
    }

    private static Answer[] each(List<AliasDecision> decisions, Answer alias, Answer addresses) {
        return decisions.stream()
                .map(decision -> decision.between(alias, addresses))
                .toArray(Answer[]::new);
    }

    private static boolean allSame(Answer[] answers) {
        for (Answer answer : answers) {
            if (answer != answers[0]) {
                return false;
            }
        }
        return true;
    }

    /** From choices to the decision at each location. */
    final class Choosing implements Tiers.Maker<IntFunction<AliasDecision>> {
        private final CompilerObserver observer;

        private Choosing(CompilerObserver observer) {
            this.observer = observer;
        }

        @Override
        public void chosen(@Nullable String pool, PolicyOptions policy, List<Candidate> candidates, Choice choice) {
            observer.chosen(null, pool, policy, candidates, choice);
        }

        @Override
        public IntFunction<AliasDecision> ofMembers(Choice choice, Function<Candidate, Reachable> members) {
            return location -> decided(
                    choice, location, member -> new ForAll(members.apply(member).isAlias() ? 1 : 0));
        }

        @Override
        public IntFunction<AliasDecision> ofPools(
                Choice choice, Function<Candidate, IntFunction<AliasDecision>> pools) {
            return location ->
                    decided(choice, location, pool -> pools.apply(pool).apply(location));
        }

        private static AliasDecision decided(Choice choice, int location, Function<Candidate, AliasDecision> inner) {
            if (choice instanceof Choice.ByLocation byLocation) {
                return decided(byLocation.choices().get(location), location, inner);
            }
            List<Candidate> ring = choice.ring();
            if (choice instanceof Choice.First) {
                return inner.apply(ring.get(0));
            }
            List<AliasDecision> decisions = ring.stream().map(inner).toList();
            return choice instanceof Choice.ByHash byHash
                    ? new ByHash(byHash, decisions)
                    : new ForAll(average(weights(choice), decisions));
        }

        private static List<Integer> weights(Choice choice) {
            return choice instanceof Choice.Draw draw
                    ? draw.weights()
                    : Collections.nCopies(choice.ring().size(), 1);
        }

        private static double average(List<Integer> weights, List<AliasDecision> decisions) {
            boolean equal = weights.stream().allMatch(weight -> weight == 0);
            double sum = 0;
            double total = 0;
            for (int i = 0; i < weights.size(); i++) {
                double weight = equal ? 1 : weights.get(i);
                sum += weight * share(decisions.get(i));
                total += weight;
            }
            return sum / total;
        }

        /** What an inner tier that goes by the client's network comes to over all clients. */
        private static double share(AliasDecision decision) {
            return decision instanceof ByHash byHash
                    ? average(
                            byHash.choice().ring().stream()
                                    .map(Candidate::weight)
                                    .toList(),
                            byHash.ring())
                    : ((ForAll) decision).aliases();
        }
    }
}
