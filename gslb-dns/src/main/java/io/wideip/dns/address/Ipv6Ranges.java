package io.wideip.dns.address;

/**
 * The IPv6 space in ranges, as {@link Ipv4Ranges}. Nearly all of them lie in a few /16 networks, so each of these has a second table
 * over the bits that follow.
 */
final class Ipv6Ranges {
    /** So many ranges in one slot of the root need a second table. */
    private static final int DENSE = 16;

    /** First addresses, ascending as unsigned numbers. */
    private final long[] high;

    private final long[] low;
    private final int[] values;
    private final int[] root;
    private final int shift;
    /** For each slot of the root, how many further bits its second table resolves; 0 where it has none. */
    private final byte[] furtherBits;
    /** For each slot of the root, where its table begins in {@link #second}. */
    private final int[] secondAt;

    private final int[] second;

    Ipv6Ranges(long[] high, long[] low, int[] values) {
        this.high = high;
        this.low = low;
        this.values = values;
        int bits = RootBits.of(high.length);
        int slots = 1 << bits;
        shift = Long.SIZE - bits;
        root = new int[slots + 1];
        fill(root, 0, bits, shift, 0, 0);
        root[slots] = high.length - 1;
        furtherBits = new byte[slots];
        secondAt = new int[slots];
        int size = 0;
        for (int slot = 0; slot < slots; slot++) {
            int count = root[slot + 1] - root[slot];
            if (count >= DENSE) {
                furtherBits[slot] = (byte) RootBits.atLeast(count);
                secondAt[slot] = size;
                size += (1 << furtherBits[slot]) + 1;
            }
        }
        second = new int[size];
        for (int slot = 0; slot < slots; slot++) {
            if (furtherBits[slot] > 0) {
                int further = furtherBits[slot];
                fill(second, secondAt[slot], further, shift - further, (long) slot << shift, root[slot]);
                second[secondAt[slot] + (1 << further)] = root[slot + 1];
            }
        }
    }

    /**
     * Writes, for each pattern of some bits, the range that holds its first address.
     *
     * @param below how many bits of the address's first half follow the pattern
     * @param first address of the first pattern
     * @param range that holds this address
     */
    private void fill(int[] table, int at, int bits, int below, long first, int range) {
        int holding = range;
        for (int pattern = 0; pattern < 1 << bits; pattern++) {
            long start = first + ((long) pattern << below);
            while (holding + 1 < high.length && isAtOrBelow(holding + 1, start, 0)) {
                holding++;
            }
            table[at + pattern] = holding;
        }
    }

    int find(long addressHigh, long addressLow) {
        int slot = (int) (addressHigh >>> shift);
        int lower = root[slot];
        int upper = root[slot + 1];
        int further = furtherBits[slot];
        if (further > 0) {
            int at = secondAt[slot] + ((int) (addressHigh >>> (shift - further)) & ((1 << further) - 1));
            lower = second[at];
            upper = second[at + 1];
        }
        while (lower < upper) {
            int middle = (lower + upper + 1) >>> 1;
            if (isAtOrBelow(middle, addressHigh, addressLow)) {
                lower = middle;
            } else {
                upper = middle - 1;
            }
        }
        return lower;
    }

    private boolean isAtOrBelow(int range, long addressHigh, long addressLow) {
        int order = Long.compareUnsigned(high[range], addressHigh);
        return order < 0 || order == 0 && Long.compareUnsigned(low[range], addressLow) <= 0;
    }

    /** As {@link Ipv4Ranges#networkLength}. */
    int networkLength(int range, long addressHigh, long addressLow) {
        int before = range == 0
                ? -1
                : sharedBits(addressHigh, addressLow, high[range] - (low[range] == 0 ? 1 : 0), low[range] - 1);
        int behind =
                range == high.length - 1 ? -1 : sharedBits(addressHigh, addressLow, high[range + 1], low[range + 1]);
        return Math.max(before, behind) + 1;
    }

    private static int sharedBits(long oneHigh, long oneLow, long otherHigh, long otherLow) {
        return oneHigh == otherHigh
                ? Long.SIZE + Long.numberOfLeadingZeros(oneLow ^ otherLow)
                : Long.numberOfLeadingZeros(oneHigh ^ otherHigh);
    }

    int value(int range) {
        return values[range];
    }

    long startHigh(int range) {
        return high[range];
    }

    long startLow(int range) {
        return low[range];
    }

    int count() {
        return high.length;
    }

    long size() {
        return 16L * high.length
                + 4L * (values.length + root.length + secondAt.length + second.length)
                + furtherBits.length;
    }
}
