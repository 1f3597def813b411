package io.wideip.dns.snapshot;

import io.wideip.dns.wire.NameHash;
import io.wideip.dns.wire.Query;
import java.util.Arrays;
import java.util.List;

/**
 * From names to numbers: a hash table in three arrays, without an object for each name, so that a million names cost a look-up
 * one cache miss or two and the garbage collector nothing. Immutable.
 */
final class NameTable {
    static final int ABSENT = -1;

    /** By hash, linear probing: a name's number, or {@link #ABSENT}. At most half full. */
    private final int[] numbers;

    private final NameHash hash;
    /** The upper half of each name's hash: its lower half says where to begin to look. */
    private final int[] hashes;
    /** Where each name begins in {@link #names}; it ends where the next begins. */
    private final int[] starts;

    private final byte[] names;

    /**
     * Numbers the names in their order, from 0.
     *
     * @param lowerNames in wire form and lower case, each once
     */
    NameTable(List<byte[]> lowerNames, NameHash hash) {
        this.hash = hash;
        int capacity = Integer.highestOneBit(Math.max(4, lowerNames.size())) * 4;
        numbers = new int[capacity];
        Arrays.fill(numbers, ABSENT);
        hashes = new int[lowerNames.size()];
        starts = new int[lowerNames.size() + 1];
        names = new byte[lowerNames.stream().mapToInt(name -> name.length).sum()];
        for (int number = 0; number < lowerNames.size(); number++) {
            byte[] name = lowerNames.get(number);
            System.arraycopy(name, 0, names, starts[number], name.length);
            starts[number + 1] = starts[number] + name.length;
            long hashed = hash.of(name);
            hashes[number] = upper(hashed);
            int slot = slot(hashed);
            while (numbers[slot] != ABSENT) {
                slot = slot + 1 & capacity - 1;
            }
            numbers[slot] = number;
        }
    }

    /** The number of the query's name, or {@link #ABSENT}; has the query compute its hashes. */
    int find(Query query) {
        query.hash(hash);
        return find(query, 0);
    }

    /** The number of the closest encloser of a name that was not found, or {@link #ABSENT}. */
    int findEncloser(Query query) {
        int number = ABSENT;
        for (int without = 1; number == ABSENT && without <= query.labels(); without++) {
            number = find(query, without);
        }
        return number;
    }

    private int find(Query query, int withoutLabels) {
        long hashed = query.suffixHash(withoutLabels);
        byte[] name = query.name();
        int from = query.suffixStart(withoutLabels);
        int to = query.nameLength();
        int slot = slot(hashed);
        while (true) {
            int number = numbers[slot];
            if (number == ABSENT) {
                return ABSENT;
            }
            if (hashes[number] == upper(hashed)
                    && Arrays.equals(names, starts[number], starts[number + 1], name, from, to)) {
                return number;
            }
            slot = slot + 1 & numbers.length - 1;
        }
    }

    private int slot(long hashed) {
        return (int) hashed & numbers.length - 1;
    }

    private static int upper(long hashed) {
        return (int) (hashed >>> 32);
    }
}
