package io.wideip.dns.geo;

import io.wideip.dns.geo.database.LongIntTable;
import java.util.Arrays;

/**
 * Numbers pairs of numbers from 0, in the order in which they are first met. Nearly all pairs have a 0, for nearly no client is in a
 * network of a rule and a database says nothing of the other's family: these need no hash.
 */
final class PairNumbers {
    private int[] withFirstZero = new int[0];
    private int[] withSecondZero = new int[0];
    private final LongIntTable others = new LongIntTable();
    private int count;

    int of(int first, int second) {
        if (first == 0) {
            withFirstZero = reaching(withFirstZero, second);
            if (withFirstZero[second] == LongIntTable.NONE) {
                withFirstZero[second] = count++;
            }
            return withFirstZero[second];
        }
        if (second == 0) {
            withSecondZero = reaching(withSecondZero, first);
            if (withSecondZero[first] == LongIntTable.NONE) {
                withSecondZero[first] = count++;
            }
            return withSecondZero[first];
        }
        long pair = (long) first << 32 | second;
        int known = others.get(pair);
        if (known == LongIntTable.NONE) {
            known = count++;
            others.put(pair, known);
        }
        return known;
    }

    int count() {
        return count;
    }

    private static int[] reaching(int[] numbers, int index) {
        if (index < numbers.length) {
            return numbers;
        }
        int[] longer = Arrays.copyOf(numbers, Math.max(64, Math.max(2 * numbers.length, index + 1)));
        Arrays.fill(longer, numbers.length, longer.length, LongIntTable.NONE);
        return longer;
    }
}
