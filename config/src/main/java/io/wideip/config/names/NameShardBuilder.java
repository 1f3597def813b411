package io.wideip.config.names;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A {@link NameShard} while it is put together. For one shard, then done. */
final class NameShardBuilder {
    private final NameShard from;
    private long[] hashes;
    private byte[][] names;
    /** Null where the name was removed. */
    private @Nullable Object[] values;

    private short[] slots;
    private int count;

    NameShardBuilder(NameShard from, ToLongFunction<byte[]> hash) {
        this.from = from;
        int room = from.size() + 4;
        hashes = new long[room];
        names = new byte[room][];
        values = new Object[room];
        slots = free(room);
        for (int i = 0; i < from.size(); i++) {
            byte[] name = from.name(i);
            set(hash.applyAsLong(name), name, from.value(i));
        }
    }

    /** @param value null to remove the name */
    void set(long hash, byte[] name, @Nullable Object value) {
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != NameShard.FREE) {
            int entry = slots[slot];
            if (hashes[entry] == hash && Arrays.equals(names[entry], name)) {
                values[entry] = value;
                return;
            }
            slot = slot + 1 & slots.length - 1;
        }
        if (value != null) {
            slots[slot] = (short) count;
            append(hash, name, value);
        }
    }

    private void append(long hash, byte[] name, Object value) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count * 2);
            names = Arrays.copyOf(names, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        hashes[count] = hash;
        names[count] = name;
        values[count] = value;
        count++;
        if (slots.length < 2 * count) {
            slots = free(2 * count);
            for (int i = 0; i < count; i++) {
                take(slots, hashes[i], i);
            }
        }
    }

    NameShard build() {
        int size = 0;
        int octets = 0;
        for (int i = 0; i < count; i++) {
            if (values[i] != null) {
                size++;
                octets += names[i].length;
            }
        }
        if (size == 0) {
            return NameShard.EMPTY;
        }
        if (size == count && count == from.size()) {
            return sameNames();
        }
        short[] builtSlots = free(size);
        int[] entries = new int[2 * size];
        byte[] packed = new byte[octets];
        Object[] builtValues = new Object[size];
        int end = 0;
        int entry = 0;
        for (int i = 0; i < count; i++) {
            Object value = values[i];
            if (value != null) {
                System.arraycopy(names[i], 0, packed, end, names[i].length);
                end += names[i].length;
                entries[2 * entry] = (int) (hashes[i] >>> 32);
                entries[2 * entry + 1] = end;
                builtValues[entry] = value;
                take(builtSlots, hashes[i], entry++);
            }
        }
        return new NameShard(builtSlots, entries, packed, builtValues);
    }

    /** Other maps may share the names: a copy of them for each changed value would be memory that grows. */
    @SuppressWarnings("NullAway") // None was removed.
    private NameShard sameNames() {
        return from.with(Arrays.copyOf(values, count));
    }

    /** Slots for so many entries, at most half of them taken then. */
    private static short[] free(int entries) {
        if (entries > Short.MAX_VALUE) {
            throw new IllegalStateException("a shard of " + entries + " names");
        }
        short[] free = new short[Math.max(2, Integer.highestOneBit(Math.max(1, entries - 1)) * 4)];
        Arrays.fill(free, (short) NameShard.FREE);
        return free;
    }

    private static void take(short[] slots, long hash, int entry) {
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != NameShard.FREE) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = (short) entry;
    }
}
