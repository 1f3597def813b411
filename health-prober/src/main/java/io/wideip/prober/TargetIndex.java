package io.wideip.prober;

import io.wideip.config.names.NameHash;
import io.wideip.config.standing.Target;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is tracked, by its target: a hash table with linear probing. It takes a quarter of the memory of the JDK's concurrent map,
 * whose entries are objects. One thread changes it; any may read, and finds all that was there throughout.
 */
final class TargetIndex implements Iterable<Tracked> {
    private static final int LEAST = 16;
    /** In the slot of one that is gone: those behind it are to be found still. */
    private static final Object GONE = new Object();

    /** Others choose the host names, and must not choose their slots. */
    private final NameHash hash = NameHash.drawn();

    /** Divided anew into other slots; those who read the old ones see what was there. */
    private volatile AtomicReferenceArray<@Nullable Object> slots = new AtomicReferenceArray<>(LEAST);
    /** Those that are there; and with them those that are gone, but have their slots still. */
    private int size;

    private int taken;

    @Nullable
    Tracked get(Target target) {
        AtomicReferenceArray<@Nullable Object> now = slots;
        return (Tracked) now.get(slot(now, target));
    }

    /** Adds one whose target is not there. */
    void add(Tracked one) {
        // Where half of the slots are free, one is near.
        if (2 * (taken + 1) > slots.length()) {
            divide();
        }
        slots.set(slot(slots, one.target), one);
        size++;
        taken++;
    }

    /** Gives what was removed, or null. */
    @Nullable
    Tracked remove(Target target) {
        int slot = slot(slots, target);
        Tracked removed = (Tracked) slots.get(slot);
        if (removed != null) {
            slots.set(slot, GONE);
            size--;
            if (slots.length() > LEAST && 16 * size < slots.length()) {
                divide();
            }
        }
        return removed;
    }

    private void divide() {
        int length = LEAST;
        while (3 * length < 8 * (size + 1)) {
            length *= 2;
        }
        AtomicReferenceArray<@Nullable Object> divided = new AtomicReferenceArray<>(length);
        for (Tracked one : this) {
            divided.set(slot(divided, one.target), one);
        }
        taken = size;
        slots = divided;
    }

    /** Where the target stands, or the free slot where it would. */
    private int slot(AtomicReferenceArray<@Nullable Object> of, Target target) {
        long mixed = NameHash.mixed(hash.of(target.host())
                + 31 * hash.of(target.address())
                + target.check().hashCode());
        int slot = (int) mixed & of.length() - 1;
        for (Object there = of.get(slot); there != null; there = of.get(slot)) {
            if (there instanceof Tracked one && one.target.equals(target)) {
                break;
            }
            slot = slot + 1 & of.length() - 1;
        }
        return slot;
    }

    /** In no order; of those that come or go meanwhile, any may be missed. */
    @Override
    public Iterator<Tracked> iterator() {
        AtomicReferenceArray<@Nullable Object> now = slots;
        return IntStream.range(0, now.length())
                .mapToObj(now::get)
                .filter(Tracked.class::isInstance)
                .map(Tracked.class::cast)
                .iterator();
    }
}
