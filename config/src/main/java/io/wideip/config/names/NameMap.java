package io.wideip.config.names;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map from domain names to values, for millions of names. Names are in wire form (RFC 1035 section 3.1) and in lower case. The
 * map is divided into shards by the names' hashes. A change copies the shards that it touches and shares all others with the map
 * before, so it costs the same whatever the map's size. Of a shard in which only values change, the names are shared, too. A name
 * costs its octets and about 20 more. Immutable.
 */
public final class NameMap<V> {
    /** The names of a shard on average, when the map is divided anew; it is divided again when there are twice as many. */
    private static final int PER_SHARD = 64;
    /** Sixteen bits of a hash choose the shard, the sixteen below them the slot in it, and the other half is compared. */
    private static final int MOST_SHARDS = 1 << 16;

    private final ToLongFunction<byte[]> hash;
    private final NameShard[] shards;
    private final int size;

    NameMap(ToLongFunction<byte[]> hash, NameShard[] shards, int size) {
        this.hash = hash;
        this.shards = shards;
        this.size = size;
    }

    /**
     * A map without names.
     *
     * @param hash of a whole name, all of whose 64 bits depend on each octet and on what no client knows; what callers of
     *     {@link #find} give must be the same
     */
    public static <V> NameMap<V> empty(ToLongFunction<byte[]> hash) {
        return new NameMap<>(hash, new NameShard[] {NameShard.EMPTY}, 0);
    }

    public int size() {
        return size;
    }

    public @Nullable V get(byte[] name) {
        return find(hash.applyAsLong(name), name, 0, name.length);
    }

    /**
     * The value of the name that stands in these octets, or null. Allocates nothing.
     *
     * @param hash of the name, by the map's function
     */
    @SuppressWarnings("unchecked") // Only an edit of this map puts values in.
    public @Nullable V find(long hash, byte[] octets, int from, int to) {
        return (V) shards[shard(hash, shards.length)].find(hash, octets, from, to);
    }

    /**
     * The value of the wildcard ({@code *}) just below the name that stands in these octets, or null. Allocates nothing.
     *
     * @param hash of the wildcard's whole name
     */
    @SuppressWarnings("unchecked") // As above.
    public @Nullable V findWildcard(long hash, byte[] octets, int from, int to) {
        return (V) shards[shard(hash, shards.length)].findWildcard(hash, octets, from, to);
    }

    /** Begins a change of this map. */
    public NameMapEdit<V> edit() {
        return new NameMapEdit<>(this);
    }

    /** Calls with each name and its value, in no order that means anything. */
    @SuppressWarnings("unchecked")
    public void forEach(BiConsumer<byte[], V> action) {
        for (NameShard shard : shards) {
            for (int i = 0; i < shard.size(); i++) {
                action.accept(shard.name(i), (V) shard.value(i));
            }
        }
    }

    /** Calls with each name whose value is among these, in no order that means anything, until one is the last. */
    @SuppressWarnings("unchecked")
    public void forEachUntil(Predicate<V> among, BiPredicate<byte[], V> isLast) {
        for (NameShard shard : shards) {
            for (int i = 0; i < shard.size(); i++) {
                V value = (V) shard.value(i);
                if (among.test(value) && isLast.test(shard.name(i), value)) {
                    return;
                }
            }
        }
    }

    /** The same names with other values. Shares every shard whose values all stay the same object. */
    @SuppressWarnings("unchecked")
    public NameMap<V> replace(UnaryOperator<V> replacement) {
        NameShard[] replaced = new NameShard[shards.length];
        for (int i = 0; i < shards.length; i++) {
            replaced[i] = shards[i].replace(value -> replacement.apply((V) value));
        }
        return new NameMap<>(hash, replaced, size);
    }

    /**
     * A map with the same names, of which the result shares the octets, but for those whose new value is null.
     *
     * @param value from a name and its value here
     */
    @SuppressWarnings("unchecked")
    public <W> NameMap<W> map(BiFunction<byte[], V, @Nullable W> value) {
        NameShard[] mapped = new NameShard[shards.length];
        int mappedSize = 0;
        for (int i = 0; i < shards.length; i++) {
            mapped[i] = shards[i].map((name, was) -> value.apply(name, (V) was), hash);
            mappedSize += mapped[i].size();
        }
        return new NameMap<>(hash, mapped, mappedSize);
    }

    /** Told of a name whose value differs between two maps. */
    @FunctionalInterface
    public interface Difference<V> {
        /** Null stands for a name that the map has not. */
        void of(byte[] name, @Nullable V before, @Nullable V after);
    }

    /** Calls with each name whose value here does not equal that in the other map. Skips shards that both maps share. */
    public void differences(NameMap<V> after, Difference<V> difference) {
        boolean sameDivision = shards.length == after.shards.length && hash.equals(after.hash);
        visit(sameDivision ? after.shards : null, (name, before) -> {
            V now = after.get(name);
            if (!before.equals(now)) {
                difference.of(name, before, now);
            }
        });
        after.visit(sameDivision ? shards : null, (name, now) -> {
            if (get(name) == null) {
                difference.of(name, null, now);
            }
        });
    }

    /** @param shared shards to be passed over where they stand at the same place */
    @SuppressWarnings("unchecked")
    private void visit(NameShard @Nullable [] shared, BiConsumer<byte[], V> action) {
        for (int s = 0; s < shards.length; s++) {
            if (shared != null && shared[s] == shards[s]) {
                continue;
            }
            for (int i = 0; i < shards[s].size(); i++) {
                action.accept(shards[s].name(i), (V) shards[s].value(i));
            }
        }
    }

    NameShard[] shards() {
        return shards;
    }

    ToLongFunction<byte[]> hash() {
        return hash;
    }

    static int shard(long hash, int shards) {
        return (int) hash >>> 16 & shards - 1;
    }

    /** How many shards suit so many names, where there are so many now. */
    static int division(int now, int names) {
        int fitting = 1;
        while (fitting < MOST_SHARDS && fitting * PER_SHARD < names) {
            fitting *= 2;
        }
        // Neither for every name that comes nor for every one that goes.
        return fitting > now * 2L || fitting * 8L < now ? fitting : now;
    }
}
