package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Holds the map against a search through all prefixes, the plainest way there is. */
final class LocationMapTest {
    private static final int ROUNDS = 40;
    private static final int LOOKUPS = 200;

    private record Prefix(long high, long low, int length, int value) {
        boolean covers(long otherHigh, long otherLow) {
            return sameBits(high, low, otherHigh, otherLow, length);
        }
    }

    @Test
    void findsTheLongestPrefixOfIpv4() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < ROUNDS; round++) {
            List<Prefix> prefixes = prefixes(random, 32);
            LocationMap map = new LocationMap(leaves(prefixes), new PrefixTree().leaves());
            for (int i = 0; i < LOOKUPS; i++) {
                long high = near(prefixes, random).high() & -1L << 32;
                int index = map.find4((int) (high >>> 32));
                assertThat(map.location4(index)).isEqualTo(longest(prefixes, high, 0));
                assertScope(prefixes, high, 0, map.scope4(index), 32, random);
            }
        }
    }

    @Test
    void findsTheLongestPrefixOfIpv6() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < ROUNDS; round++) {
            List<Prefix> prefixes = prefixes(random, 128);
            LocationMap map = new LocationMap(new PrefixTree().leaves(), leaves(prefixes));
            for (int i = 0; i < LOOKUPS; i++) {
                Prefix at = near(prefixes, random);
                int index = map.find6(at.high(), at.low());
                assertThat(map.location6(index)).isEqualTo(longest(prefixes, at.high(), at.low()));
                assertScope(prefixes, at.high(), at.low(), map.scope6(index), 128, random);
            }
        }
    }

    @Test
    void leavesPartitionTheSpaceAndNoTwoHalvesAgree() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < ROUNDS; round++) {
            List<PrefixTree.Leaf> leaves = leaves(prefixes(random, 32));
            long next = 0;
            for (PrefixTree.Leaf leaf : leaves) {
                assertThat(leaf.high() >>> 32).isEqualTo(next);
                next += 1L << (32 - leaf.length());
            }
            assertThat(next).isEqualTo(1L << 32);
            for (int i = 1; i < leaves.size(); i++) {
                PrefixTree.Leaf left = leaves.get(i - 1);
                PrefixTree.Leaf right = leaves.get(i);
                boolean halves =
                        left.length() == right.length() && sameBits(left.high(), 0, right.high(), 0, left.length() - 1);
                assertThat(halves && left.value() == right.value()).isFalse();
            }
        }
    }

    /** True for all who share so many bits; that no fewer would do follows from the partition. */
    private static void assertScope(
            List<Prefix> prefixes, long high, long low, int scope, int width, SplittableRandom random) {
        int here = longest(prefixes, high, low);
        for (int i = 0; i < 10; i++) {
            long otherHigh = scope >= 64 ? high : scope == 0 ? random.nextLong() : high ^ random.nextLong() >>> scope;
            long otherLow =
                    scope <= 64 ? random.nextLong() : scope == 128 ? low : low ^ random.nextLong() >>> scope - 64;
            boolean ipv4 = width == 32;
            assertThat(longest(prefixes, ipv4 ? otherHigh & -1L << 32 : otherHigh, ipv4 ? 0 : otherLow))
                    .isEqualTo(here);
        }
    }

    private static int longest(List<Prefix> prefixes, long high, long low) {
        int length = -1;
        int value = 0;
        for (Prefix prefix : prefixes) {
            // As in the tree, of equal prefixes the last counts.
            if (prefix.length() >= length && prefix.covers(high, low)) {
                length = prefix.length();
                value = prefix.value();
            }
        }
        return value;
    }

    private static List<PrefixTree.Leaf> leaves(List<Prefix> prefixes) {
        PrefixTree tree = new PrefixTree();
        prefixes.forEach(prefix -> tree.add(prefix.high(), prefix.low(), prefix.length(), prefix.value()));
        return tree.leaves();
    }

    /** Prefixes that often lie in each other or side by side. */
    private static List<Prefix> prefixes(SplittableRandom random, int width) {
        List<Prefix> prefixes = new ArrayList<>();
        int count = random.nextInt(0, 40);
        for (int i = 0; i < count; i++) {
            Prefix near = near(prefixes, random);
            int length = random.nextInt(0, width + 1);
            prefixes.add(new Prefix(
                    masked(near.high(), Math.min(length, 64)),
                    masked(near.low(), Math.max(length - 64, 0)),
                    length,
                    random.nextInt(0, 4)));
        }
        return prefixes;
    }

    /** An address in, or a bit beside, one of the prefixes; or just any. */
    private static Prefix near(List<Prefix> prefixes, SplittableRandom random) {
        if (prefixes.isEmpty() || random.nextInt(4) == 0) {
            return new Prefix(random.nextLong(), random.nextLong(), 0, 0);
        }
        Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
        int bit = random.nextInt(128);
        long flipHigh = bit < 64 ? 1L << bit : 0;
        long flipLow = bit < 64 ? 0 : 1L << bit - 64;
        return new Prefix(prefix.high() ^ flipHigh, prefix.low() ^ flipLow, 0, 0);
    }

    private static long masked(long bits, int length) {
        return length == 0 ? 0 : bits & -1L << 64 - length;
    }

    private static boolean sameBits(long high, long low, long otherHigh, long otherLow, int length) {
        return masked(high ^ otherHigh, Math.min(length, 64)) == 0
                && masked(low ^ otherLow, Math.max(length - 64, 0)) == 0;
    }
}
