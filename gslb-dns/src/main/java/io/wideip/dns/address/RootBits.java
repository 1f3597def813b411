package io.wideip.dns.address;

/** How many leading bits of an address a table should resolve before a search. */
final class RootBits {
    private static final int MOST = 16;
    /** A list of a few networks needs no table of 2^16 entries. */
    private static final int FEW = 256;

    private RootBits() {}

    /** From 1 to 16. Public addresses are uneven in their leading bits, so that more than a few ranges get the whole table. */
    static int of(int ranges) {
        return ranges > FEW ? MOST : atLeast(ranges);
    }

    /** The fewest bits, from 1 to 16, with as many patterns as there are ranges. */
    static int atLeast(int ranges) {
        return Math.max(1, Math.min(MOST, Integer.SIZE - Integer.numberOfLeadingZeros(ranges - 1)));
    }
}
