package io.wideip.dns.snapshot;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.Vip;
import io.wideip.config.names.NameHash;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.MemberReasons;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdicts;
import io.wideip.config.standing.VipState;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeCause;
import io.wideip.dns.change.ChangeKeys;
import io.wideip.dns.change.ChangeKeys.WideIpKeys;
import io.wideip.dns.explain.Explanation;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.snapshot.UntoldChange.Reasons;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns the catalog, the verdicts and the orders into the snapshot that queries read. After a change only what it touches is
 * compiled, and everything else is shared with the snapshot before. Thread-safe. {@link #current} waits for nobody, and verdicts
 * and orders do not wait while a whole catalog is compiled: that is done beside the one that serves.
 */
public final class SnapshotCompiler {
    /** So many wide IPs are compiled while verdicts wait; where more have changed, all are compiled while none does. */
    private static final int MOST_CHANGES = 10_000;

    private final Verdicts verdicts;
    private final NameHash hash;
    private final ZoneNumbers zones = new ZoneNumbers();
    private final CachedTopology topology = new CachedTopology();
    private volatile Snapshot current = Snapshot.EMPTY;
    private final ChangeTelling telling = new ChangeTelling();

    /** Held while a catalog is put to use, so that there is one at a time. */
    private final Object oneCatalog = new Object();

    // From here on: with this object's monitor held.
    private @Nullable Catalog catalog;
    /** Null where a change of it has failed half-way: then the catalog is compiled anew before anything else is done with it. */
    private @Nullable CompiledCatalog compiled;

    private List<Drain> drains = List.of();
    private Set<DomainName> incomplete = Set.of();
    /** The targets whose verdicts could not be compiled. */
    private final Set<Target> failed = new HashSet<>();
    /** The targets whose verdicts have changed while a whole catalog is being compiled; null while none is. */
    private @Nullable Set<Target> meanwhile;

    /**
     * Begins with a snapshot that serves no zone.
     *
     * @param hash of names, with a secret, so that nobody can choose names that are slow to look up
     */
    public SnapshotCompiler(Verdicts verdicts, NameHash hash) {
        this.verdicts = verdicts;
        this.hash = hash;
    }

    /** What queries read now. */
    public Snapshot current() {
        return current;
    }

    /** By which numbers queries were counted, of all zones that there have been. */
    public Map<DomainName, Integer> zoneNumbers() {
        return zones.all();
    }

    /** The serial in each zone's SOA: the same on all servers that answer the same. */
    public synchronized Map<DomainName, Integer> serials() {
        CompiledCatalog present = compiled();
        return present == null ? Map.of() : present.serials();
    }

    /**
     * How all wide IPs stand, in sums. Waits while a few of them are compiled.
     *
     * @param most so many are told by name, where there are no more
     */
    public synchronized StandingSummary summary(int most) {
        CompiledCatalog present = compiled();
        return present == null ? StandingSummary.NOTHING : present.summary(most);
    }

    /** How each address of each member of a wide IP stands; empty where there is none of this name. */
    public synchronized List<MemberStanding> standings(DomainName wideIp) {
        CompiledCatalog present = compiled();
        return present == null ? List.of() : present.standings(wideIp);
    }

    /** The same, with why. */
    public synchronized List<MemberReasons> reasons(DomainName wideIp) {
        CompiledCatalog present = compiled();
        return present == null ? List.of() : present.reasons(wideIp);
    }

    /** How each VIP stands by its own check and the orders for all wide IPs. */
    public synchronized Map<Vip, VipState> vipStates() {
        CompiledCatalog present = compiled();
        if (present == null || catalog == null) {
            return Map.of();
        }
        Map<Vip, VipState> states = new LinkedHashMap<>();
        catalog.vips().values().forEach(vip -> states.put(vip, present.state(vip)));
        return states;
    }

    /** Tells this one of what changes from now on. */
    public void tell(AnswersChange.Listener of) {
        telling.to(of);
    }

    /** Where clients are, by what is served; null before there is a catalog. */
    public synchronized @Nullable ServedTopology servedTopology() {
        CompiledCatalog present = compiled();
        return present == null || catalog == null
                ? null
                : new ServedTopology(present.topology(), TopologyContents.of(catalog, present.topology()));
    }

    /** By what the changes of a wide IP are found among those that were told. */
    public synchronized WideIpKeys keys(DomainName wideIp) {
        CompiledCatalog present = compiled();
        return present == null ? new WideIpKeys(SharedKeys.of(wideIp), ChangeKeys.NOTHING) : present.keys(wideIp);
    }

    /** The same change, whatever has caused it. */
    public void catalog(CatalogChange change) {
        catalog(change, ChangeCause.YAML, name -> null, this::drains);
    }

    /**
     * Compiles a change and swaps it in together with orders, so that no answer of the one is without the other; the snapshot before
     * serves until then, and goes on to if this throws.
     *
     * @param origins what defines a wide IP that has changed, for people
     * @param orders asked for once, when nothing but them is left to be compiled; no other order is taken until they are in force
     */
    public void catalog(
            CatalogChange change,
            ChangeCause cause,
            Function<DomainName, @Nullable String> origins,
            Supplier<Collection<Drain>> orders) {
        synchronized (oneCatalog) {
            Reasons reasons = new Reasons(List.of(cause), origins);
            if (!compilePart(change, reasons, orders)) {
                CatalogChange whole = change.before() == null ? change : CatalogChange.between(null, change.after());
                compileAll(whole, orders, (before, after) -> after.changesSince(before, change, reasons));
            }
        }
    }

    private synchronized Collection<Drain> drains() {
        return drains;
    }

    /**
     * Puts these databases in the place of those before, and compiles all beside the snapshot that serves. Of what several of them say
     * of one client, the first counts. Where it throws, those before stay.
     */
    public void databases(List<GeoDatabase> databases) {
        synchronized (oneCatalog) {
            List<GeoDatabase> before = topology.databases();
            topology.databases(databases);
            Catalog whole;
            synchronized (this) {
                whole = catalog;
            }
            try {
                if (whole != null) {
                    CatalogChange every = new CatalogChange(whole, whole, true, List.of());
                    Reasons reasons = new Reasons(List.of(ChangeCause.DATABASE), name -> null);
                    compileAll(
                            CatalogChange.between(null, whole),
                            this::drains,
                            (served, serves) -> serves.changesSince(served, every, reasons));
                }
            } catch (RuntimeException | Error failure) {
                topology.databases(before);
                throw failure;
            }
        }
    }

    /** Those in use. */
    public List<GeoDatabase> databases() {
        return topology.databases();
    }

    /** The topology of a catalog with the databases in use; compiled anew only where it is not that of the last catalog. */
    public Topology topology(Catalog of) {
        return topology.of(of);
    }

    /** Compiles again what depends on these targets, and what could not be compiled before because this threw. */
    public synchronized void changed(Collection<Target> targets) {
        failed.addAll(targets);
        if (meanwhile != null) {
            meanwhile.addAll(targets);
        }
        CompiledCatalog present = compiled();
        if (present != null && present.refresh(failed)) {
            current = present.snapshot();
            telling.tell(() -> present.changes(Reasons.ofVerdicts()));
        }
        failed.clear();
    }

    /** The same, whoever has ordered it. */
    public void drain(Collection<Drain> orders) {
        drain(() -> orders, List.of(new ChangeCause(ChangeCause.Kind.ORDER, "drains have begun or ended")));
    }

    /**
     * Puts these orders in the place of those before, and compiles again what they cover or no longer cover.
     *
     * @param orders asked for while no others are taken, so that they are the newest
     * @param causes what has begun or ended, at least one
     */
    public synchronized void drain(Supplier<Collection<Drain>> orders, List<ChangeCause> causes) {
        drains = List.copyOf(orders.get());
        CompiledCatalog present = compiled();
        if (present != null && present.drain(drains)) {
            current = present.snapshot();
            telling.tell(() -> present.changes(Reasons.of(causes)));
        }
    }

    /** What these orders would change in the place of those in force. Nothing that serves is touched. */
    public synchronized DrainPreview preview(Collection<Drain> orders) {
        CompiledCatalog present = compiled();
        return present == null ? DrainPreview.NOTHING : present.preview(orders);
    }

    /**
     * Says in which zones names may be missing, because one of their sources has not been heard yet. There a name that is not known is
     * answered by SERVFAIL, so that resolvers ask another server, and remember no denial.
     */
    public void incomplete(Set<DomainName> zones) {
        synchronized (oneCatalog) {
            Catalog whole;
            Set<DomainName> before;
            synchronized (this) {
                before = incomplete;
                if (zones.equals(before)) {
                    return;
                }
                incomplete = Set.copyOf(zones);
                whole = catalog;
            }
            if (whole == null) {
                return;
            }
            try {
                compileAll(CatalogChange.between(null, whole), this::drains, (served, serves) -> List.of());
            } catch (RuntimeException | Error failure) {
                synchronized (this) {
                    incomplete = before; // So that it is news again.
                }
                throw failure;
            }
        }
    }

    /**
     * Why a question is answered as it is, by the very inputs of the answers that are served. Verdicts wait meanwhile; queries do not.
     *
     * @param client null for all clients, in groups that get the same
     */
    public synchronized Explanation explain(DomainName name, int type, @Nullable InetAddress client) {
        CompiledCatalog present = compiled();
        return present == null
                ? Explainer.ofNoZone(name, type)
                : present.explainer(current).explain(name, type, client);
    }

    /** False where the change is no small one of the catalog in use. */
    private synchronized boolean compilePart(
            CatalogChange change, Reasons reasons, Supplier<Collection<Drain>> orders) {
        CompiledCatalog present = compiled();
        if (present == null
                || change.isBaseChanged()
                || !change.follows(catalog)
                || change.wideIps().size() > MOST_CHANGES) {
            return false;
        }
        compiled = null;
        present.change(change.wideIps(), change.after().wideIps());
        List<Drain> then = List.copyOf(orders.get());
        present.drain(then);
        drains = then;
        current = present.snapshot();
        compiled = present;
        catalog = change.after();
        telling.tell(() -> present.changes(reasons));
        return true;
    }

    /** Compiles the change from nothing beside the catalog that serves; {@code changes} compares the two. */
    private void compileAll(
            CatalogChange change,
            Supplier<Collection<Drain>> orders,
            BiFunction<CompiledCatalog, CompiledCatalog, List<AnswersChange>> changes) {
        Collection<Drain> before;
        Set<DomainName> of;
        Topology places = topology.of(change.after());
        synchronized (this) {
            of = incomplete;
            meanwhile = new HashSet<>();
            before = drains;
        }
        try {
            CompiledCatalog next = new CompiledCatalog(change, places, verdicts, before, hash, zones, of);
            swapIn(change.after(), next, orders, changes);
        } finally {
            synchronized (this) {
                meanwhile = null;
            }
        }
    }

    private synchronized void swapIn(
            Catalog whole,
            CompiledCatalog next,
            Supplier<Collection<Drain>> orders,
            BiFunction<CompiledCatalog, CompiledCatalog, List<AnswersChange>> changes) {
        if (meanwhile != null) {
            next.refresh(meanwhile);
        }
        List<Drain> then = List.copyOf(orders.get());
        next.drain(then);
        drains = then;
        next.untold().forget();
        CompiledCatalog before = compiled;
        current = next.snapshot();
        compiled = next;
        catalog = whole;
        if (before != null) {
            telling.tell(() -> changes.apply(before, next));
        }
    }

    private @Nullable CompiledCatalog compiled() {
        if (compiled == null && catalog != null) {
            compiled = new CompiledCatalog(
                    CatalogChange.between(null, catalog),
                    topology.of(catalog),
                    verdicts,
                    drains,
                    hash,
                    zones,
                    incomplete);
            current = compiled.snapshot();
        }
        return compiled;
    }
}
