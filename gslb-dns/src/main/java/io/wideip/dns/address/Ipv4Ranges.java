package io.wideip.dns.address;

/**
 * The IPv4 space in ranges. A table over the leading bits leads to the few ranges among which one is searched for, so that a look-up
 * touches a cache line or two however many ranges there are.
 */
final class Ipv4Ranges {
    /** First addresses, ascending as unsigned numbers. */
    private final int[] starts;

    private final int[] values;
    /** For each pattern of the leading bits, the range that holds its first address; at the end, the last range. */
    private final int[] root;

    private final int shift;

    Ipv4Ranges(int[] starts, int[] values) {
        this.starts = starts;
        this.values = values;
        int bits = RootBits.of(starts.length);
        shift = Integer.SIZE - bits;
        root = new int[(1 << bits) + 1];
        int range = 0;
        for (int slot = 0; slot < 1 << bits; slot++) {
            while (range + 1 < starts.length && Integer.compareUnsigned(starts[range + 1], slot << shift) <= 0) {
                range++;
            }
            root[slot] = range;
        }
        root[1 << bits] = starts.length - 1;
    }

    int find(int address) {
        int slot = address >>> shift;
        int low = root[slot];
        int high = root[slot + 1];
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Integer.compareUnsigned(starts[middle], address) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * A network of this length round the address must hold neither the last address before the range nor the first one behind it: it
     * is longer by one bit than what the address shares with the nearer of them.
     */
    int networkLength(int range, int address) {
        int before = range == 0 ? -1 : Integer.numberOfLeadingZeros(address ^ (starts[range] - 1));
        int behind = range == starts.length - 1 ? -1 : Integer.numberOfLeadingZeros(address ^ starts[range + 1]);
        return Math.max(before, behind) + 1;
    }

    int value(int range) {
        return values[range];
    }

    int start(int range) {
        return starts[range];
    }

    int count() {
        return starts.length;
    }

    long size() {
        return 4L * (starts.length + values.length + root.length);
    }
}
