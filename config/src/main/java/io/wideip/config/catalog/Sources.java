package io.wideip.config.catalog;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last good part of each source, and the catalog that they make together. A source that fails gives no part, so what it gave
 * last stays. Thread-safe; changes are published one at a time, in the order in which they came.
 */
public final class Sources {
    /** Puts a change of the catalog to use. If it throws, the change counts as not made. */
    @FunctionalInterface
    public interface Publisher {
        void publish(CatalogChange change);

        /**
         * The same.
         *
         * @param origins where a wide IP that has changed is defined, or was
         */
        default void publish(CatalogChange change, Function<DomainName, @Nullable Origin> origins) {
            publish(change);
        }

        /** The same of a source that changes often: nothing that is new holds up what comes after it. */
        default void publishAtOnce(CatalogChange change, Function<DomainName, @Nullable Origin> origins) {
            publish(change, origins);
        }
    }

    private final Publisher publisher;
    private Map<String, Part> parts = new TreeMap<>();
    private @Nullable Catalog published;
    private volatile @Nullable Merged merged;

    public Sources(Publisher publisher) {
        this.publisher = publisher;
    }

    /** What all parts make now; null before the first. */
    public @Nullable Merged merged() {
        return merged;
    }

    /** Replaces the part of one source, and publishes at once what that changes, if anything. */
    @SuppressWarnings("ReferenceEquality") // A merge that changes nothing gives the same catalog.
    public synchronized void put(Part part) {
        Map<String, Part> next = with(List.of(part));
        Merged now = Merge.of(next.values(), merged);
        if (merged == null || now.catalog() != merged.catalog()) {
            publisher.publishAtOnce(CatalogChange.between(published, now.catalog()), origins(now));
            published = now.catalog();
        }
        take(next, now);
    }

    /**
     * The same for a source that has merged its part by itself, as a whole: that is not done again.
     *
     * @param alone of one part, without refusals
     * @param following parts of other sources that depend on it: they are replaced by the same change
     */
    public synchronized void put(Merged alone, Part... following) {
        List<Part> all = new ArrayList<>(List.of(following));
        all.add(alone.parts().get(0));
        Map<String, Part> next = with(all);
        Merged now = merge(next, alone);
        publish(now);
        take(next, now);
    }

    /** What {@link #put(Merged, Part...)} would make of these now. Nothing is changed, nor published. */
    public Merged preview(Merged alone, Part... following) {
        List<Part> all = new ArrayList<>(List.of(following));
        all.add(alone.parts().get(0));
        Map<String, Part> next;
        synchronized (this) {
            next = with(all);
        }
        return merge(next, alone);
    }

    private static Merged merge(Map<String, Part> next, Merged alone) {
        return next.size() == 1 ? alone : Merge.of(next.values(), alone);
    }

    /**
     * Replaces the part of one source by one that makes the same catalog by itself. Its values may have other origins, and its
     * defaults may still change what other sources define.
     *
     * @param alone as above
     */
    public synchronized void move(Merged alone) {
        Map<String, Part> next = with(alone.parts());
        Merged now = Merge.of(next.values(), merged);
        if (!now.catalog().equals(published)) {
            publish(now);
        }
        take(next, now);
    }

    private Map<String, Part> with(List<Part> replacing) {
        Map<String, Part> next = new TreeMap<>(parts);
        replacing.forEach(part -> next.put(part.source(), part));
        return next;
    }

    private void publish(Merged now) {
        publisher.publish(CatalogChange.between(published, now.catalog()), origins(now));
        published = now.catalog();
    }

    private Function<DomainName, @Nullable Origin> origins(Merged now) {
        Merged before = merged;
        return name -> {
            Origin origin = now.provenance().wideIp(name);
            return origin != null || before == null
                    ? origin
                    : before.provenance().wideIp(name);
        };
    }

    private void take(Map<String, Part> next, Merged now) {
        parts = next;
        merged = now;
    }
}
