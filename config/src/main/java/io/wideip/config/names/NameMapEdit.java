package io.wideip.config.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of a {@link NameMap} that are gathered first and then made all at once. Not thread-safe. */
public final class NameMapEdit<V> {
    private final NameMap<V> map;
    private final List<Change> changes = new ArrayList<>();

    NameMapEdit(NameMap<V> map) {
        this.map = map;
    }

    /** @param value null to remove the name */
    private record Change(long hash, byte[] name, @Nullable Object value) {}

    /**
     * Gives a name a value, in place of the one that it has.
     *
     * @param name not to be changed after
     */
    public void put(byte[] name, V value) {
        changes.add(new Change(map.hash().applyAsLong(name), name, value));
    }

    /** Removes a name, if the map has it. */
    public void remove(byte[] name) {
        changes.add(new Change(map.hash().applyAsLong(name), name, null));
    }

    /** The map with all changes, in the order in which they were asked for. */
    public NameMap<V> apply() {
        if (changes.isEmpty()) {
            return map;
        }
        int now = map.shards().length;
        // Removals may make it smaller than this; then it is divided anew by a later change.
        int division = NameMap.division(now, map.size() + changes.size());
        NameShard[] shards = now == division ? map.shards().clone() : divided(division);
        int size = map.size();
        int[] order = byShard(division);
        for (int from = 0; from < order.length; ) {
            int shard = shard(order[from], division);
            int to = from;
            NameShardBuilder builder = new NameShardBuilder(shards[shard], map.hash());
            for (; to < order.length && shard(order[to], division) == shard; to++) {
                Change change = changes.get(order[to]);
                builder.set(change.hash, change.name, change.value);
            }
            NameShard built = builder.build();
            size += built.size() - shards[shard].size();
            shards[shard] = built;
            from = to;
        }
        return new NameMap<>(map.hash(), shards, size);
    }

    /** The numbers of the changes, those of one shard together and in their order. */
    private int[] byShard(int division) {
        int[] starts = new int[division + 1];
        for (int i = 0; i < changes.size(); i++) {
            starts[shard(i, division) + 1]++;
        }
        for (int shard = 0; shard < division; shard++) {
            starts[shard + 1] += starts[shard];
        }
        int[] order = new int[changes.size()];
        for (int i = 0; i < order.length; i++) {
            order[starts[shard(i, division)]++] = i;
        }
        return order;
    }

    private NameShard[] divided(int division) {
        NameShardBuilder[] builders = new NameShardBuilder[division];
        for (NameShard shard : map.shards()) {
            for (int i = 0; i < shard.size(); i++) {
                byte[] name = shard.name(i);
                long hash = map.hash().applyAsLong(name);
                int at = NameMap.shard(hash, division);
                if (builders[at] == null) {
                    builders[at] = new NameShardBuilder(NameShard.EMPTY, map.hash());
                }
                builders[at].set(hash, name, shard.value(i));
            }
        }
        return Arrays.stream(builders)
                .map(builder -> builder == null ? NameShard.EMPTY : builder.build())
                .toArray(NameShard[]::new);
    }

    private int shard(int change, int division) {
        return NameMap.shard(changes.get(change).hash, division);
    }
}
