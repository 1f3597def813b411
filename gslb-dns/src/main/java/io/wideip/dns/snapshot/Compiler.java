package io.wideip.dns.snapshot;

import io.wideip.config.Catalog;
import io.wideip.config.DomainName;
import io.wideip.config.WideIp;
import io.wideip.config.Zone;
import io.wideip.config.availability.Drains;
import io.wideip.config.availability.Target;
import io.wideip.config.availability.Verdicts;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.snapshot.Snapshot.Node;
import io.wideip.dns.wire.NameHash;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * Turns the catalog and the verdicts into the snapshot that queries read. A new catalog is compiled whole; after verdicts only
 * the wide IPs that depend on them are, and everything else is shared with the snapshot before. Thread-safe: changes wait for
 * each other, {@link #current} waits for nobody.
 */
public final class Compiler {
    private final Verdicts verdicts;
    private final Drains drains;
    private final ToIntFunction<Zone> serials;
    private final NameHash hash;
    private volatile Snapshot current = Snapshot.EMPTY;
    private Compilation compilation;

    /**
     * Begins with a snapshot that serves no zone.
     *
     * @param serials what each zone's SOA gives as its serial: see {@link Serial}
     * @param hash the same for all snapshots: what responders know of a name by its hash goes on from one to the next
     */
    public Compiler(Verdicts verdicts, Drains drains, ToIntFunction<Zone> serials, NameHash hash) {
        this.verdicts = verdicts;
        this.drains = drains;
        this.serials = serials;
        this.hash = hash;
        compilation = new Compilation(List.of(), Map.of(), Topology.of(List.of(), List.of()), List.of());
    }

    /** What queries read now. */
    public Snapshot current() {
        return current;
    }

    /** Compiles a catalog and swaps it in; the snapshot before serves until then, and goes on to if this throws. */
    public synchronized void catalog(Catalog catalog) {
        Map<DomainName, ZoneAnswers> zones = new LinkedHashMap<>();
        Apexes apexes = new Apexes(
                catalog.zones().keySet().stream().map(DomainName::wire).toList());
        catalog.zones()
                .values()
                .forEach(zone -> zones.put(zone.name(), new ZoneAnswers(zone, serials.applyAsInt(zone), apexes)));
        Names names = new Names(List.copyOf(zones.values()), apexes);
        List<WideIp> wideIps = List.copyOf(catalog.wideIps().values());
        List<Integer> numbers = new ArrayList<>(wideIps.size());
        for (WideIp wideIp : wideIps) {
            numbers.add(names.add(wideIp.name().wire(), zone(zones, wideIp)));
        }
        Compilation next = new Compilation(
                wideIps,
                zones,
                Topology.of(catalog.topology(), catalog.datacenters().values()),
                numbers);
        Node[] nodes = names.nodes();
        BitSet all = new BitSet();
        all.set(0, wideIps.size());
        next.compile(all, nodes);
        Snapshot whole = new Snapshot(names.table(hash), nodes);
        compilation = next;
        current = whole;
    }

    /** Compiles again what depends on these targets, and what could not be compiled before because this threw. */
    public synchronized void changed(Collection<Target> targets) {
        BitSet outdated = compilation.outdated;
        compilation.availability.refresh(targets, outdated);
        if (!outdated.isEmpty()) {
            Node[] nodes = current.nodes().clone();
            compilation.compile(outdated, nodes);
            current = new Snapshot(current.names(), nodes);
            outdated.clear();
        }
    }

    private static ZoneAnswers zone(Map<DomainName, ZoneAnswers> zones, WideIp wideIp) {
        return Objects.requireNonNull(zones.get(wideIp.zone()), "the catalog lacks a wide IP's zone");
    }

    /** What is kept of one catalog to compile parts of it again. */
    private final class Compilation {
        /** Forgets the constellations of members that were not met lately. */
        private static final int MOST_CONSTELLATIONS = 10_000;

        private record Constellation(int shape, List<MemberState> states) {}

        private final Availability availability;
        /** The wide IPs whose nodes don't show yet how their targets stand. */
        private final BitSet outdated = new BitSet();

        private final List<WideIpCompiler> shapes = new ArrayList<>();
        private final int[] shapeOf;
        private final int[] nodeOf;
        private final Map<Constellation, Node> compiled = new HashMap<>();
        private final List<ZoneAnswers> zoneOf = new ArrayList<>();

        Compilation(
                List<WideIp> wideIps, Map<DomainName, ZoneAnswers> zones, Topology topology, List<Integer> numbers) {
            availability = new Availability(wideIps, verdicts, drains);
            nodeOf = numbers.stream().mapToInt(Integer::intValue).toArray();
            shapeOf = new int[wideIps.size()];
            Map<WideIpShape, Integer> known = new HashMap<>();
            for (int i = 0; i < shapeOf.length; i++) {
                ZoneAnswers zone = zone(zones, wideIps.get(i));
                shapeOf[i] = known.computeIfAbsent(WideIpShape.of(wideIps.get(i)), shape -> {
                    shapes.add(new WideIpCompiler(shape, zone, topology));
                    zoneOf.add(zone);
                    return shapes.size() - 1;
                });
            }
        }

        void compile(BitSet wideIps, Node[] nodes) {
            if (compiled.size() > MOST_CONSTELLATIONS) {
                compiled.clear();
            }
            for (int i = wideIps.nextSetBit(0); i >= 0; i = wideIps.nextSetBit(i + 1)) {
                Node node = node(shapeOf[i], availability.states(i));
                Node before = nodes[nodeOf[i]];
                nodes[nodeOf[i]] = before.hasOnlyAddresses() ? node : before.withAddresses(node);
            }
        }

        /** The node that all names of one shape and constellation share, unless they have records of their own. */
        private Node node(int shape, List<MemberState> states) {
            return compiled.computeIfAbsent(new Constellation(shape, states), constellation -> {
                WideIpAnswers answers = shapes.get(shape).compile(states);
                return new Node(
                        answers.a(),
                        answers.aaaa(),
                        answers.other(),
                        answers.any(),
                        new int[0],
                        new Answer[0],
                        zoneOf.get(shape).nameError(),
                        NameTable.ABSENT);
            });
        }
    }
}
