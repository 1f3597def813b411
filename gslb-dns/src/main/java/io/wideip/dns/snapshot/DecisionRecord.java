package io.wideip.dns.snapshot;

import io.wideip.config.PolicyOptions;
import io.wideip.config.WhenAllDown;
import io.wideip.dns.explain.ExplainedCandidate;
import io.wideip.dns.explain.ExplainedTier;
import io.wideip.dns.policy.Buckets;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import io.wideip.dns.wire.ClientSubnet;
import io.wideip.dns.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what the compiler decided for a wide IP, and tells what that means for a client. */
final class DecisionRecord implements CompilerObserver {
    private final List<Chosen> chosen = new ArrayList<>();
    private @Nullable WhenAllDown allDown;

    private record Chosen(
            @Nullable Family family,
            @Nullable String pool,
            PolicyOptions policy,
            List<Candidate> candidates,
            Choice choice) {}

    @Override
    public void allDown(WhenAllDown answered) {
        allDown = answered;
    }

    @Override
    public void chosen(
            @Nullable Family family,
            @Nullable String pool,
            PolicyOptions policy,
            List<Candidate> candidates,
            Choice choice) {
        chosen.add(new Chosen(family, pool, policy, List.copyOf(candidates), choice));
    }

    /** What is done because no member is available; null where one is. */
    @Nullable
    String outage() {
        if (allDown == null) {
            return null;
        }
        if (allDown instanceof WhenAllDown.All) {
            return "no member is available: answering as if all were up, drained ones only where all are drained (whenAllDown: all)";
        }
        if (allDown instanceof WhenAllDown.Fallback) {
            return "no member is available: answering the fallback VIPs (whenAllDown: fallback)";
        }
        return allDown instanceof WhenAllDown.NoData
                ? "no member is available: denying addresses (whenAllDown: nodata)"
                : "no member is available: answering SERVFAIL (whenAllDown: servfail)";
    }

    /**
     * The tiers that the answer to a type came from, the wide IP's own before those of its pools.
     *
     * @param location the client's
     * @param one the client whose bucket of a hash counts; null for all clients
     */
    List<ExplainedTier> tiers(int type, int location, @Nullable ClientSubnet one) {
        List<ExplainedTier> tiers = new ArrayList<>();
        for (Chosen each : chosen) {
            if (isOf(type, each.family())) {
                Choice here = each.choice() instanceof Choice.ByLocation byLocation
                        ? byLocation.choices().get(location)
                        : each.choice();
                tiers.add(new ExplainedTier(
                        each.family() == null ? null : each.family().toString(),
                        each.pool(),
                        each.policy().name(),
                        each.candidates().stream()
                                .map(candidate -> explained(candidate, here, one))
                                .toList()));
            }
        }
        List<ExplainedTier> outerFirst = new ArrayList<>();
        tiers.stream().filter(tier -> tier.pool() == null).forEach(outerFirst::add);
        tiers.stream().filter(tier -> tier.pool() != null).forEach(outerFirst::add);
        return List.copyOf(outerFirst);
    }

    private static boolean isOf(int type, @Nullable Family family) {
        return family == null
                || family == Family.HOST_NAME
                || family == Family.IPV4 && type == Wire.A
                || family == Family.IPV6 && type == Wire.AAAA;
    }

    private static ExplainedCandidate explained(Candidate candidate, Choice choice, @Nullable ClientSubnet one) {
        int place = choice.ring().indexOf(candidate);
        double share = place < 0 ? 0 : share(choice, place, one);
        return new ExplainedCandidate(
                candidate.name(),
                candidate.weight(),
                candidate.available(),
                candidate.datacenters().stream().sorted().toList(),
                share,
                why(candidate, choice, share, place));
    }

    private static double share(Choice choice, int place, @Nullable ClientSubnet one) {
        List<Candidate> ring = choice.ring();
        if (choice instanceof Choice.First) {
            return place == 0 ? 1 : 0;
        }
        if (choice instanceof Choice.Draw draw) {
            long total = draw.weights().stream().mapToLong(Integer::longValue).sum();
            return total == 0 ? 1.0 / ring.size() : (double) draw.weights().get(place) / total;
        }
        if (choice instanceof Choice.ByHash byHash) {
            return one == null ? hashed(byHash, place) : HashedAnswer.place(byHash, one) == place ? 1 : 0;
        }
        return 1.0 / ring.size();
    }

    private static double hashed(Choice.ByHash choice, int place) {
        int buckets = 0;
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            buckets += choice.buckets().ofBucket(bucket) == place ? 1 : 0;
        }
        return (double) buckets / Buckets.COUNT;
    }

    private static String why(Candidate candidate, Choice choice, double share, int place) {
        if (!candidate.available()) {
            return "passed over: not available";
        }
        if (place >= 0) {
            return inRing(choice, share, choice.ring().get(0).name());
        }
        return candidate.weight() == 0 && (choice instanceof Choice.Draw || choice instanceof Choice.ByHash)
                ? "stands by: weight 0 while others have a weight"
                : "passed over: these clients prefer another datacenter that is available";
    }

    private static String inRing(Choice choice, double share, String first) {
        if (choice instanceof Choice.First) {
            return share > 0 ? "taken: the first that is available" : "passed over: comes after " + first;
        }
        if (choice instanceof Choice.Draw) {
            return "taken: drawn by weight";
        }
        if (choice instanceof Choice.ByHash) {
            return share > 0 ? "taken: by the hash of the client's network" : "passed over: the hash gives another";
        }
        return choice.ring().size() == 1 ? "taken: the only one left" : "taken: in turn";
    }
}
