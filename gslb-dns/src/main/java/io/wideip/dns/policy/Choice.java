package io.wideip.dns.policy;

import java.util.List;

/**
 * What a policy decides, ahead of every query. All but {@link ByLocation} say where to start in a ring of candidates: an answer
 * of several addresses goes on from there, round the ring. A ring is never empty and holds no candidate twice.
 */
public sealed interface Choice {
    /** The candidates that may be answered; empty for {@link Nobody} and {@link ByLocation}. */
    List<Candidate> ring();

    /** No candidate is available. */
    record Nobody() implements Choice {
        @Override
        public List<Candidate> ring() {
            return List.of();
        }
    }

    /** Always from the ring's first. */
    record First(List<Candidate> ring) implements Choice {}

    /** Each query starts one further. */
    record Rotation(List<Candidate> ring) implements Choice {}

    /**
     * Drawn anew for each query.
     *
     * @param weights of the candidates of the ring, in proportion to which they are drawn; if all are 0, in equal shares
     */
    record Draw(List<Candidate> ring, List<Integer> weights) implements Choice {
        /** In proportion to the candidates' own weights. */
        Draw(List<Candidate> ring) {
            this(ring, ring.stream().map(Candidate::weight).toList());
        }
    }

    /**
     * By a hash of the client's network.
     *
     * @param prefix4 leading bits of an IPv4 client that count
     * @param prefix6 leading bits of an IPv6 client that count
     */
    record ByHash(List<Candidate> ring, Buckets buckets, int prefix4, int prefix6) implements Choice {}

    /**
     * By where the client is.
     *
     * @param choices one for each location, in the order of the locations; none is a ByLocation
     */
    record ByLocation(List<Choice> choices) implements Choice {
        @Override
        public List<Candidate> ring() {
            return List.of();
        }
    }
}
