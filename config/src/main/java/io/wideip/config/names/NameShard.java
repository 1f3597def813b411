package io.wideip.config.names;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Some of a map's names, with their values: a hash table with linear probing in four arrays. Immutable.
 *
 * <p>{@code slots} holds the number of an entry, or {@link #FREE}; at most half of them are taken. Entry number i has the upper
 * half of its hash in {@code entries[2 * i]}, the end of its name in {@code entries[2 * i + 1]} and its value in {@code values[i]}.
 * Its name begins in {@code names} where that of the entry before ends.
 */
final class NameShard {
    static final int FREE = -1;
    static final NameShard EMPTY = new NameShard(new short[] {FREE}, new int[0], new byte[0], new Object[0]);

    private final short[] slots;
    private final int[] entries;
    final byte[] names;
    private final Object[] values;

    NameShard(short[] slots, int[] entries, byte[] names, Object[] values) {
        this.slots = slots;
        this.entries = entries;
        this.names = names;
        this.values = values;
    }

    int size() {
        return values.length;
    }

    byte[] name(int entry) {
        return Arrays.copyOfRange(names, start(entry), entries[2 * entry + 1]);
    }

    Object value(int entry) {
        return values[entry];
    }

    @Nullable
    Object find(long hash, byte[] octets, int from, int to) {
        int slot = (int) hash & slots.length - 1;
        while (true) {
            int entry = slots[slot];
            if (entry == FREE) {
                return null;
            }
            if (hasUpper(entry, hash) && Arrays.equals(names, start(entry), entries[2 * entry + 1], octets, from, to)) {
                return values[entry];
            }
            slot = slot + 1 & slots.length - 1;
        }
    }

    /** The value of {@code *} just below the name. */
    @Nullable
    Object findWildcard(long hash, byte[] octets, int from, int to) {
        int slot = (int) hash & slots.length - 1;
        while (true) {
            int entry = slots[slot];
            if (entry == FREE) {
                return null;
            }
            int start = start(entry);
            if (hasUpper(entry, hash)
                    && names[start] == 1
                    && names[start + 1] == '*'
                    && Arrays.equals(names, start + 2, entries[2 * entry + 1], octets, from, to)) {
                return values[entry];
            }
            slot = slot + 1 & slots.length - 1;
        }
    }

    private boolean hasUpper(int entry, long hash) {
        return entries[2 * entry] == (int) (hash >>> 32);
    }

    /** The same names with other values; this shard where none is another object. */
    @SuppressWarnings("ReferenceEquality") // Equal values may be others all the same: a node for each constellation.
    NameShard replace(UnaryOperator<Object> replacement) {
        Object[] replaced = values;
        for (int i = 0; i < values.length; i++) {
            Object value = replacement.apply(values[i]);
            if (value != values[i]) {
                replaced = replaced == values ? values.clone() : replaced;
                replaced[i] = value;
            }
        }
        return replaced == values ? this : with(replaced);
    }

    /** The same names with these values, in the order of the entries. */
    NameShard with(Object[] others) {
        return new NameShard(slots, entries, names, others);
    }

    /** The same names with other values, but for those whose new value is null. */
    NameShard map(BiFunction<byte[], Object, @Nullable Object> value, ToLongFunction<byte[]> hash) {
        if (values.length == 0) {
            return this;
        }
        Object[] mapped = new Object[values.length];
        boolean isWhole = true;
        for (int i = 0; i < values.length; i++) {
            mapped[i] = value.apply(name(i), values[i]);
            isWhole &= mapped[i] != null;
        }
        NameShard whole = with(mapped);
        return isWhole ? whole : new NameShardBuilder(whole, hash).build();
    }

    private int start(int entry) {
        return entry == 0 ? 0 : entries[2 * entry - 1];
    }
}
