package io.wideip.dns.snapshot;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.CatalogChange.WideIpChange;
import io.wideip.config.ClusterPlace;
import io.wideip.config.DomainName;
import io.wideip.config.Vip;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.names.NameHash;
import io.wideip.config.names.NameMap;
import io.wideip.config.names.NameMapEdit;
import io.wideip.config.standing.Constellation;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.MemberReasons;
import io.wideip.config.standing.MemberStanding;
import io.wideip.config.standing.Outdated;
import io.wideip.config.standing.StandingSummary;
import io.wideip.config.standing.Standings;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdicts;
import io.wideip.config.standing.VipState;
import io.wideip.dns.change.AnswersChange;
import io.wideip.dns.change.ChangeKeys.WideIpKeys;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.snapshot.Snapshot.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalog, what is compiled from it, and what is needed to compile parts of it again. A change of a few wide IPs
 * costs what they cost. A verdict costs the constellations that it touches, and one look at each of their names. Not
 * thread-safe.
 */
final class CompiledCatalog {
    private static final Comparator<WideIp> SHORTER_FIRST =
            Comparator.comparingInt(wideIp -> wideIp.name().text().length());

    private final NameHash hash;
    private final ZoneNumbers numbers;
    private final Map<DomainName, ZoneAnswers> zones = new LinkedHashMap<>();
    private final Serials serials;
    private final ZoneTree tree;
    private final WideIpNodes nodes;
    private final Standings standings;
    private final Topology topology;
    /** Made when somebody asks for an explanation. */
    private @Nullable Locations locations;

    private final UntoldChange untold;
    private Outdated outdated = new Outdated();
    private WideIps wideIps = WideIps.NONE;
    private NameMap<Node> names;

    /**
     * Compiles all of a catalog.
     *
     * @param all the change from nothing to it
     * @param topology compiled of this catalog's
     * @param numbers of zones, those of this catalog and of others
     * @param incomplete zones in which a name that is not known may exist
     * @throws NullPointerException where the catalog lacks a wide IP's zone
     */
    CompiledCatalog(
            CatalogChange all,
            Topology topology,
            Verdicts verdicts,
            Collection<Drain> drains,
            NameHash hash,
            ZoneNumbers numbers,
            Set<DomainName> incomplete) {
        this.hash = hash;
        this.numbers = numbers;
        Catalog catalog = all.after();
        Apexes apexes = new Apexes(
                catalog.zones().keySet().stream().map(DomainName::wire).toList());
        ClusterNameCompiler clusterNames = new ClusterNameCompiler(ClusterPlace.of(catalog));
        catalog.zones().values().forEach(zone -> {
            int number = numbers.of(zone.name());
            ClusterNodes clusterNodes = clusterNames.none(zone.clusterNames(), number);
            zones.put(
                    zone.name(),
                    new ZoneAnswers(zone, number, apexes, clusterNodes, !incomplete.contains(zone.name())));
        });
        this.topology = topology;
        serials = new Serials(catalog, topology);
        tree = new ZoneTree(List.copyOf(zones.values()), apexes);
        nodes = new WideIpNodes(this::zone, topology, clusterNames);
        standings = new Standings(verdicts);
        standings.drain(drains, WideIps.NONE, outdated);
        NameMap<Node> none = NameMap.empty(hash::of);
        NameMapEdit<Node> edit = none.edit();
        tree.names().forEach(name -> edit.put(Apexes.octets(name), tree.node(name, null)));
        names = edit.apply();
        untold = new UntoldChange(standings, nodes, new SharedKeys(new ZoneContents(catalog, topology)), verdicts);
        compile(all.wideIps(), catalog.wideIps());
    }

    Snapshot snapshot() {
        int[] serialsByNumber = new int[numbers.count()];
        zones.keySet().forEach(zone -> serialsByNumber[numbers.of(zone)] = serials.of(zone));
        return new Snapshot(names, hash, serialsByNumber);
    }

    /** Explains what this snapshot of it answers. */
    Explainer explainer(Snapshot of) {
        if (locations == null) {
            locations = new Locations(topology);
        }
        return new Explainer(of, wideIps, standings, topology, locations, this::zone);
    }

    Topology topology() {
        return topology;
    }

    /** The serial of each zone. */
    Map<DomainName, Integer> serials() {
        return zones.keySet().stream().collect(Collectors.toUnmodifiableMap(zone -> zone, serials::of));
    }

    /**
     * Compiles some wide IPs. Where it throws, this catalog is of no use any more.
     *
     * @param after all wide IPs, as they are then
     */
    void change(List<WideIpChange> changes, WideIps after) {
        untold.before(changes);
        compile(changes, after);
        untold.after(changes);
    }

    private void compile(List<WideIpChange> changes, WideIps after) {
        List<WideIp> added = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        for (WideIpChange change : changes) {
            if (change.before() != null) {
                remove(new WideIp(change.name(), change.before()), touched);
                touched.add(text(change.name()));
            }
            if (change.after() != null) {
                added.add(new WideIp(change.name(), change.after()));
            }
        }
        serials.change(changes);
        wideIps = after;
        added.sort(SHORTER_FIRST);
        added.forEach(wideIp -> add(wideIp, touched));
        NameMapEdit<Node> edit = names.edit();
        touched.forEach(name -> put(edit, name));
        added.forEach(wideIp -> put(edit, wideIp));
        names = edit.apply();
    }

    /** What was compiled last, until it is told. */
    UntoldChange untold() {
        return untold;
    }

    /** What that has changed for clients; forgets it. */
    List<AnswersChange> changes(UntoldChange.Reasons reasons) {
        return untold.take(snapshot(), wideIps, reasons);
    }

    /** What differs for clients from a catalog that served before. */
    List<AnswersChange> changesSince(CompiledCatalog before, CatalogChange change, UntoldChange.Reasons reasons) {
        return untold.since(before.untold, change, snapshot(), wideIps.size(), reasons);
    }

    /** By what changes of a wide IP are found. */
    WideIpKeys keys(DomainName name) {
        return untold.keys(name, wideIps.get(name));
    }

    private void add(WideIp wideIp, Set<String> touched) {
        standings.add(wideIp.name(), wideIp.settings());
        tree.add(
                text(wideIp.name()),
                zone(wideIp.settings().zone()),
                shorter -> wideIps.get(Apexes.name(shorter)) != null,
                touched);
    }

    private void remove(WideIp wideIp, Set<String> touched) {
        Constellation left = standings.remove(wideIp.name(), wideIp.settings());
        if (left.isUnused()) {
            nodes.forget(left);
        }
        tree.remove(text(wideIp.name()), zone(wideIp.settings().zone()), touched);
    }

    /** How all wide IPs stand, in sums; so many by name, where there are no more. */
    StandingSummary summary(int most) {
        return standings.summary(wideIps, most);
    }

    /** How a wide IP's members stand; empty where there is none of this name. */
    List<MemberStanding> standings(DomainName wideIp) {
        WideIpSettings settings = wideIps.get(wideIp);
        return settings == null
                ? List.of()
                : standings.constellation(wideIp, settings).standings();
    }

    /** The same, with why. */
    List<MemberReasons> reasons(DomainName wideIp) {
        WideIpSettings settings = wideIps.get(wideIp);
        return settings == null ? List.of() : standings.reasons(wideIp, settings);
    }

    /** How a VIP stands by its own check and the orders for all wide IPs. */
    VipState state(Vip vip) {
        return standings.state(vip);
    }

    /** Looks at these targets again. True where that changed the snapshot. Where it throws, it can be called again. */
    boolean refresh(Collection<Target> targets) {
        standings.refresh(targets, wideIps, outdated);
        return compileOutdated();
    }

    /** Puts these orders in the place of those before. True where that changed the snapshot. */
    boolean drain(Collection<Drain> drains) {
        standings.drain(drains, wideIps, outdated);
        return compileOutdated();
    }

    /** What these orders would change in the place of those in force. Nothing that serves is touched. */
    DrainPreview preview(Collection<Drain> drains) {
        DrainPreviewing previewing = new DrainPreviewing(nodes, snapshot());
        standings.preview(drains, wideIps, previewing);
        return previewing.result();
    }

    private boolean compileOutdated() {
        if (outdated.wideIps.isEmpty() && outdated.constellations.isEmpty()) {
            return false;
        }
        IdentityHashMap<Node, Node> replacements = new IdentityHashMap<>();
        for (Constellation constellation : outdated.constellations.keySet()) {
            Node before = nodes.of(constellation);
            replacements.put(before, nodes.compile(constellation));
        }
        NameMap<Node> replaced =
                replacements.isEmpty() ? names : names.replace(node -> replacements.getOrDefault(node, node));
        NameMapEdit<Node> edit = replaced.edit();
        if (!replacements.isEmpty()) {
            tree.wideIps().forEach(name -> put(edit, name));
        }
        for (DomainName name : outdated.wideIps.keySet()) {
            put(edit, new WideIp(name, Objects.requireNonNull(wideIps.get(name))));
        }
        names = edit.apply();
        nodes.forgetUnused();
        untold.compiled(outdated);
        outdated = new Outdated();
        return true;
    }

    private void put(NameMapEdit<Node> edit, WideIp wideIp) {
        Node shared = nodes.of(standings.constellation(wideIp.name(), wideIp.settings()));
        byte[] wire = wideIp.name().wire();
        edit.put(wire, tree.node(Apexes.text(wire), shared));
    }

    /** Of a name in the tree, or of one that has left it. */
    private void put(NameMapEdit<Node> edit, String name) {
        DomainName domainName = Apexes.name(name);
        WideIpSettings settings = wideIps.get(domainName);
        if (settings != null) {
            put(edit, new WideIp(domainName, settings));
        } else if (tree.contains(name)) {
            edit.put(Apexes.octets(name), tree.node(name, null));
        } else {
            edit.remove(Apexes.octets(name));
        }
    }

    private ZoneAnswers zone(DomainName name) {
        return Objects.requireNonNull(zones.get(name), "the catalog lacks a wide IP's zone");
    }

    private static String text(DomainName name) {
        return Apexes.text(name.wire());
    }
}
