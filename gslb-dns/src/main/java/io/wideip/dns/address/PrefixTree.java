package io.wideip.dns.address;

import org.jspecify.annotations.Nullable;

/** A binary tree of prefixes. Addresses are 128 bits wide, IPv4 in the leading 32. */
final class PrefixTree {
    private static final int NO_VALUE = -1;

    private final Node root = new Node();

    private static final class Node {
        @Nullable
        Node zero;

        @Nullable
        Node one;

        int value = NO_VALUE;
    }

    /** Takes the first address of each range, in ascending order. */
    interface Ranges {
        void startAt(long high, long low, int value);
    }

    void add(long high, long low, int length, int value) {
        Node node = root;
        for (int depth = 0; depth < length; depth++) {
            if (bit(high, low, depth)) {
                node = node.one = node.one == null ? new Node() : node.one;
            } else {
                node = node.zero = node.zero == null ? new Node() : node.zero;
            }
        }
        node.value = value;
    }

    /** Gives the whole space in ranges, each with the value of the longest prefix; what no prefix covers has value 0. */
    void forEach(Ranges ranges) {
        flatten(root, 0, 0, 0, 0, ranges);
    }

    private static void flatten(@Nullable Node node, long high, long low, int depth, int inherited, Ranges ranges) {
        int value = node == null || node.value == NO_VALUE ? inherited : node.value;
        if (node == null || (node.zero == null && node.one == null)) {
            ranges.startAt(high, low, value);
            return;
        }
        flatten(node.zero, high, low, depth + 1, value, ranges);
        long oneHigh = depth < 64 ? high | (1L << (63 - depth)) : high;
        long oneLow = depth < 64 ? low : low | (1L << (127 - depth));
        flatten(node.one, oneHigh, oneLow, depth + 1, value, ranges);
    }

    private static boolean bit(long high, long low, int depth) {
        return (depth < 64 ? high >>> (63 - depth) & 1 : low >>> (127 - depth) & 1) != 0;
    }
}
