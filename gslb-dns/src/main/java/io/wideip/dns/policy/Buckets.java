package io.wideip.dns.policy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Which candidate each of {@value #COUNT} buckets of clients belongs to, by weighted rendezvous hashing (Thaler and
 * Ravishankar 1998): each bucket goes to the candidate with the highest score for it, so a lost candidate's buckets scatter
 * over the others and no other bucket moves. Immutable; equal when every bucket goes to the same place.
 */
public final class Buckets {
    /** A power of two. With 4,096 buckets a share is off by a few percent of itself at most. */
    public static final int COUNT = 4096;

    private final short[] places;

    private Buckets(short[] places) {
        this.places = places;
    }

    static Buckets over(List<Candidate> ring) {
        boolean equalShares = ring.stream().allMatch(candidate -> candidate.weight() == 0);
        // Every score is above 0.
        double[] best = new double[COUNT];
        short[] places = new short[COUNT];
        for (int place = 0; place < ring.size(); place++) {
            Candidate candidate = ring.get(place);
            long seed = hash(candidate.name());
            double weight = equalShares ? 1 : candidate.weight();
            for (int bucket = 0; bucket < COUNT; bucket++) {
                // -weight / ln(u) with u uniform in (0, 1): the highest wins with a chance in proportion to its weight.
                double u = ((mix(seed + bucket * 0x9E3779B97F4A7C15L) >>> 11) + 0.5) * 0x1p-53;
                double score = -weight / Math.log(u);
                if (score > best[bucket]) {
                    best[bucket] = score;
                    places[bucket] = (short) place;
                }
            }
        }
        return new Buckets(places);
    }

    /** The place in the ring, from 0, for the client's network as its leading bits and zeros. */
    public int place(long high, long low) {
        return places[(int) (mix(high ^ mix(low)) >>> 52)];
    }

    /** The place in the ring that has this bucket. */
    public int ofBucket(int bucket) {
        return places[bucket];
    }

    /** FNV-1a over UTF-8: must stay the same over versions, or an upgrade moves every client. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long z) {
        long once = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets buckets && Arrays.equals(places, buckets.places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(places);
    }
}
