package io.wideip.dns.geo;

import java.util.Arrays;

/** Numbers pairs of numbers from 0, in the order in which they are first met. A hash table without an object for each pair. */
final class PairNumbers {
    private static final int FREE = -1;

    private long[] pairs = new long[64];
    private int[] numbers = new int[64];
    private int count;

    PairNumbers() {
        Arrays.fill(numbers, FREE);
    }

    int of(int first, int second) {
        long pair = (long) first << 32 | second & 0xffff_ffffL;
        int slot = slot(pair);
        if (numbers[slot] == FREE) {
            if (2 * count >= numbers.length) {
                grow();
                slot = slot(pair);
            }
            pairs[slot] = pair;
            numbers[slot] = count++;
        }
        return numbers[slot];
    }

    int count() {
        return count;
    }

    private int slot(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed ^ mixed >>> 32) & numbers.length - 1;
        while (numbers[slot] != FREE && pairs[slot] != pair) {
            slot = slot + 1 & numbers.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldNumbers = numbers;
        pairs = new long[2 * oldPairs.length];
        numbers = new int[2 * oldNumbers.length];
        Arrays.fill(numbers, FREE);
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != FREE) {
                int slot = slot(oldPairs[i]);
                pairs[slot] = oldPairs[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
