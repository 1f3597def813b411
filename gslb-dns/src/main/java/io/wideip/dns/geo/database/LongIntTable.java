package io.wideip.dns.geo.database;

import java.util.Arrays;

/** From longs to numbers of 0 and more. A hash table without an object for each entry. */
public final class LongIntTable {
    /** What it has for a key that was not put. */
    public static final int NONE = -1;

    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int count;

    public LongIntTable() {
        Arrays.fill(values, NONE);
    }

    public int get(long key) {
        return values[slot(key)];
    }

    /** To be called once for each key. */
    public void put(long key, int value) {
        if (2 * ++count > values.length) {
            grow();
        }
        enter(key, value);
    }

    private void enter(long key, int value) {
        int slot = slot(key);
        keys[slot] = key;
        values[slot] = value;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed ^ mixed >>> 32) & values.length - 1;
        while (values[slot] != NONE && keys[slot] != key) {
            slot = slot + 1 & values.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[2 * oldValues.length];
        Arrays.fill(values, NONE);
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != NONE) {
                enter(oldKeys[i], oldValues[i]);
            }
        }
    }
}
