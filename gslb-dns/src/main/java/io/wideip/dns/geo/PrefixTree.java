package io.wideip.dns.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary tree of prefixes that flattens into leaves: prefixes that share no address and together cover the whole space, each
 * the shortest that can be, so that its length is the least scope an answer for it may claim (RFC 7871 section 7.2.1).
 * Addresses are 128 bits wide, IPv4 in the leading 32.
 */
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

    /** One prefix of the partition, its bits followed by zeros. */
    record Leaf(long high, long low, int length, int value) {}

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

    /** The partition, in the order of the addresses; what no prefix covers has value 0. */
    List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        flatten(root, 0, 0, 0, 0, leaves);
        return leaves;
    }

    private static void flatten(@Nullable Node node, long high, long low, int depth, int inherited, List<Leaf> leaves) {
        int value = node == null || node.value == NO_VALUE ? inherited : node.value;
        if (node == null || (node.zero == null && node.one == null)) {
            leaves.add(new Leaf(high, low, depth, value));
            return;
        }
        int first = leaves.size();
        flatten(node.zero, high, low, depth + 1, value, leaves);
        long oneHigh = depth < 64 ? high | (1L << (63 - depth)) : high;
        long oneLow = depth < 64 ? low : low | (1L << (127 - depth));
        flatten(node.one, oneHigh, oneLow, depth + 1, value, leaves);
        // Two halves of one value are one prefix.
        if (leaves.size() == first + 2
                && leaves.get(first).value() == leaves.get(first + 1).value()) {
            int merged = leaves.get(first).value();
            leaves.subList(first, first + 2).clear();
            leaves.add(new Leaf(high, low, depth, merged));
        }
    }

    private static boolean bit(long high, long low, int depth) {
        return (depth < 64 ? high >>> (63 - depth) & 1 : low >>> (127 - depth) & 1) != 0;
    }
}
