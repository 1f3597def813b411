package io.wideip.routes.source;

import io.wideip.config.DomainName;
import io.wideip.config.catalog.Merged;
import io.wideip.config.catalog.Part;
import io.wideip.config.catalog.Sources;
import io.wideip.config.catalog.Warning;
import io.wideip.config.standing.Target;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteChanges;
import io.wideip.routes.RouteKey;
import io.wideip.routes.RouteStore;
import io.wideip.routes.check.MemberChecks;
import io.wideip.routes.mapping.MappingChange;
import io.wideip.routes.mapping.RouteMapping;
import io.wideip.routes.mapping.RouteOutcome;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The Routes of all clusters as a source of the catalog. What the store has heard is mapped and merged on one thread. A new YAML has
 * them all mapped anew, and both change the catalog at once, so that no answer goes because a VIP has another name now.
 * Thread-safe.
 */
public final class RouteSource implements AutoCloseable {
    /** As many as a large cluster has names. */
    private static final int MOST_UNCLAIMED = 100_000;

    /** Told on the thread that maps, once the answers hold it. */
    public interface Listener {
        /** What has become of these Routes; it may be what it was before. */
        void mapped(Map<RouteKey, RouteOutcome> outcomes);

        /** What Routes have changed is answered, and may not be what was meant. */
        void warned(List<Warning> warnings);

        /**
         * What was heard of a cluster is answered.
         *
         * @param since when the first of it was heard, in the nanoseconds of the store's clock
         */
        void answered(String cluster, long since);

        /** All that was heard so far is answered. Told every second, too. */
        default void upToDate() {}
    }

    /** Makes an empty mapping. */
    @FunctionalInterface
    interface Mappings {
        /** By a YAML itself, and the namespaces that had names before. */
        RouteMapping by(Merged yaml, Map<DomainName, String> owners);
    }

    /** Its monitor guards the mapping, too: what is mapped and what is merged change together. */
    private final Sources sources;

    private final RouteStore store;
    private final Mappings mappings;
    private final Listener listener;
    private final Consumer<RouteKey> failing;
    private final RouteUpdates updates;
    /** Targets that have gone down since the last update. */
    private final Set<Target> failed = ConcurrentHashMap.newKeySet();

    private final LongSupplier nanos;
    private final UnclaimedNames unclaimed = new UnclaimedNames(MOST_UNCLAIMED);
    /** Null until there is a cluster: then there is nothing to map. */
    private @Nullable RouteMapping mapping;

    /** Before there is a mapping. */
    private Map<DomainName, String> owners = Map.of();
    /** What is mapped and not merged, because that failed. */
    private @Nullable Part behind;

    /**
     * Without a YAML yet.
     *
     * @param failing told of each Route whose derived check has begun to fail, on the thread that maps
     * @param nanos of a clock that only goes forward
     */
    RouteSource(
            Sources sources,
            RouteStore store,
            Mappings mappings,
            Listener listener,
            Consumer<RouteKey> failing,
            LongSupplier nanos) {
        this.sources = sources;
        this.store = store;
        this.mappings = mappings;
        this.listener = listener;
        this.failing = failing;
        this.nanos = nanos;
        updates = new RouteUpdates(this::update);
    }

    /** Puts a YAML to use, and the Routes mapped by it. Where it throws, nothing has changed. */
    void put(Merged yaml) {
        synchronized (sources) {
            if (mapping == null && yaml.catalog().clusters().isEmpty()) {
                sources.put(yaml);
                return;
            }
            RouteMapping next = mappings.by(yaml, owners());
            MappingChange all = next.change(everything());
            sources.put(yaml, all.part());
            mapping = next;
            unclaimed.are(next.unclaimed(), nanos.getAsLong());
            behind = null;
            listener.mapped(all.outcomes());
        }
    }

    /** What {@link #put} would make of a YAML now. Nothing is changed. */
    Merged preview(Merged yaml, Mappings by) {
        boolean maps;
        synchronized (sources) {
            maps = mapping != null || !yaml.catalog().clusters().isEmpty();
        }
        return maps
                ? sources.preview(
                        yaml, by.by(yaml, owners()).change(everything()).part())
                : sources.preview(yaml);
    }

    private Map<RouteKey, Optional<KnownRoute>> everything() {
        Map<RouteKey, Optional<KnownRoute>> all = new LinkedHashMap<>();
        store.all().forEach(known -> all.put(known.route().key(), Optional.of(known)));
        return all;
    }

    /** Takes in which namespaces had which names before a restart. To be called before there is a YAML. */
    void remember(Map<DomainName, String> before) {
        synchronized (sources) {
            owners = before;
        }
    }

    /** Which namespace has which name. */
    Map<DomainName, String> owners() {
        synchronized (sources) {
            return mapping == null ? owners : Map.copyOf(mapping.owners());
        }
    }

    /** Begins to take what the store hears. */
    void start() {
        updates.start();
    }

    /** The store has heard something. */
    void wake() {
        updates.wake();
    }

    /** A target has gone down. Does not block. */
    void failed(Target target) {
        if (target.check().name().equals(MemberChecks.NAME)) {
            failed.add(target);
            updates.wake();
        }
    }

    /** Completes when what the store has heard before is in the catalog, or that has failed. */
    CompletionStage<Void> updated() {
        return updates.now();
    }

    /** True where something has changed. */
    private boolean update() {
        synchronized (sources) {
            RouteMapping current = mapping;
            if (current == null) {
                return false;
            }
            tellFailed(current);
            current.release(unclaimed.takeOld(nanos.getAsLong()));
            RouteChanges changes = store.take();
            if (changes.routes().isEmpty() && behind == null) {
                listener.upToDate();
                return false;
            }
            MappingChange change = current.change(changes.routes());
            behind = change.part();
            Merged before = sources.merged();
            sources.put(change.part());
            behind = null;
            warn(before);
            listener.mapped(change.outcomes());
            changes.since().forEach(listener::answered);
            listener.upToDate();
            return true;
        }
    }

    private void warn(@Nullable Merged before) {
        Merged now = sources.merged();
        List<Warning> warnings = before == null || now == null ? List.of() : now.warningsSince(before.catalog());
        if (!warnings.isEmpty()) {
            listener.warned(warnings);
        }
    }

    private void tellFailed(RouteMapping current) {
        for (Iterator<Target> each = failed.iterator(); each.hasNext(); ) {
            Target target = each.next();
            each.remove();
            current.checkedBy(target).forEach(failing);
        }
    }

    @Override
    public void close() {
        updates.close();
    }
}
