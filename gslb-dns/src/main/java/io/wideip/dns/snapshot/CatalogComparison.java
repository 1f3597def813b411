package io.wideip.dns.snapshot;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.ClusterNamePattern;
import io.wideip.config.ClusterPlace;
import io.wideip.config.DomainName;
import io.wideip.config.Zone;
import io.wideip.config.names.NameHash;
import io.wideip.config.standing.Drain;
import io.wideip.config.standing.Verdicts;
import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.plan.AnswerChange;
import io.wideip.dns.plan.CatalogDifference;
import io.wideip.dns.plan.ClientClass;
import io.wideip.dns.plan.ClientsChange;
import io.wideip.dns.plan.PlannedReply;
import io.wideip.dns.wire.ClientSubnet;
import io.wideip.dns.wire.Query;
import io.wideip.dns.wire.Wire;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.Type;

/**
 * Which questions one catalog answers otherwise than another, and for which clients. Both are compiled as they would be to serve, and
 * the compiled answers are compared. The serial of a SOA counts for nothing. Used once, by one thread.
 */
public final class CatalogComparison {
    /** Stands for every type that has no records at a name. RFC 6895 leaves it to private use. */
    private static final int OTHER_TYPE = 65_280;

    private final Side before;
    private final Side after;
    private final List<ClientClass> clients;
    private final Map<Question, BitSet> compared = new HashMap<>();

    private record Question(DomainName name, int type) {}

    /** One catalog, compiled. */
    private record Side(Catalog catalog, Snapshot snapshot, Topology topology) {
        static Side of(Catalog catalog, Collection<Drain> drains, Verdicts verdicts, List<GeoDatabase> databases) {
            Topology topology =
                    Topology.of(catalog.topology(), catalog.datacenters().values(), databases);
            CompiledCatalog compiled = new CompiledCatalog(
                    CatalogChange.between(null, catalog),
                    topology,
                    verdicts,
                    drains,
                    NameHash.drawn(),
                    new ZoneNumbers(),
                    Set.of());
            return new Side(catalog, compiled.snapshot(), topology);
        }

        List<String> order(Query query) {
            ClientSubnet client = query.client();
            long found = topology.table().find(client.isIpv4(), client.high(), client.low());
            return topology.locations().get(LocationTable.location(found)).order();
        }
    }

    private CatalogComparison(Side before, Side after) {
        this.before = before;
        this.after = after;
        clients = clients();
    }

    /**
     * Every question that the later catalog answers otherwise, by name.
     *
     * @param drains in force with the earlier catalog
     * @param drainsAfter in force with the later one
     * @param verdicts that both are compiled for
     * @param databases of where clients are, likewise
     * @param most so many changes are told, where there are no more
     */
    public static CatalogDifference between(
            Catalog before,
            Collection<Drain> drains,
            Catalog after,
            Collection<Drain> drainsAfter,
            Verdicts verdicts,
            List<GeoDatabase> databases,
            int most) {
        return new CatalogComparison(
                        Side.of(before, drains, verdicts, databases), Side.of(after, drainsAfter, verdicts, databases))
                .difference(most);
    }

    private CatalogDifference difference(int most) {
        List<AnswerChange> changes = new ArrayList<>();
        int answers = 0;
        int names = 0;
        for (Map.Entry<DomainName, Set<Integer>> each : names().entrySet()) {
            int before = answers;
            for (int type : each.getValue()) {
                BitSet changed = changed(new Question(each.getKey(), type), 0);
                if (!changed.isEmpty() && answers++ < most) {
                    changes.add(change(each.getKey(), type, changed));
                }
            }
            names += answers > before ? 1 : 0;
        }
        return new CatalogDifference(List.copyOf(changes), answers, names);
    }

    /** All names that exist on either side, cluster-specific ones too, each with the types that can differ. */
    private Map<DomainName, Set<Integer>> names() {
        Map<DomainName, Set<Integer>> names =
                new TreeMap<>(Comparator.comparing(DomainName::text).thenComparing(DomainName::toString));
        for (Side side : List.of(before, after)) {
            side.snapshot.names().forEach((wire, node) -> {
                Set<Integer> types = names.computeIfAbsent(DomainName.ofWire(wire), any -> standardTypes());
                for (int type : node.types()) {
                    types.add(type);
                }
            });
            clusterNames(side).forEach(name -> names.computeIfAbsent(name, any -> standardTypes()));
        }
        return names;
    }

    private static Set<Integer> standardTypes() {
        return new TreeSet<>(Set.of(Wire.A, Wire.AAAA, Wire.ANY, OTHER_TYPE));
    }

    private static List<DomainName> clusterNames(Side side) {
        List<DomainName> names = new ArrayList<>();
        List<ClusterPlace> places = ClusterPlace.of(side.catalog);
        side.catalog.wideIps().forEach(wideIp -> {
            Zone zone = Objects.requireNonNull(
                    side.catalog.zones().get(wideIp.settings().zone()));
            ClusterNamePattern pattern = zone.clusterNames();
            if (pattern != null && !wideIp.name().isWildcard()) {
                for (ClusterPlace place : places) {
                    DomainName name = pattern.of(wideIp.name(), place.label());
                    if (name != null) {
                        names.add(name);
                    }
                }
            }
        });
        return names;
    }

    /** An address of each class of clients that either side tells apart. */
    private List<ClientClass> clients() {
        Map<List<Object>, ClientClass> classes = new LinkedHashMap<>();
        for (InetAddress example : before.topology.table().examples(after.topology.table())) {
            add(example, example.getAddress().length == 4, classes);
        }
        return List.copyOf(classes.values());
    }

    private void add(InetAddress example, boolean ipv4, Map<List<Object>, ClientClass> classes) {
        Query query = new QueryMessage(new DomainName("example.com"), Wire.A).from(example);
        List<String> orderBefore = before.order(query);
        List<String> orderAfter = after.order(query);
        classes.putIfAbsent(
                List.of(ipv4, orderBefore, orderAfter), new ClientClass(example, ipv4, orderBefore, orderAfter));
    }

    /** The classes of clients, by number, to whom the question is answered otherwise; aliases are followed. */
    private BitSet changed(Question question, int aliases) {
        BitSet known = compared.get(question);
        if (known != null) {
            return known;
        }
        BitSet changed = new BitSet();
        if (aliases > PlannedReplies.MOST_ALIASES) {
            return changed;
        }
        compared.put(question, changed); // Aliases may go round in a circle.
        for (int client = 0; client < clients.size(); client++) {
            changed.set(client, isChanged(question, client, aliases));
        }
        return changed;
    }

    private boolean isChanged(Question question, int client, int aliases) {
        InetAddress address = clients.get(client).example();
        Query query = query(question, address);
        Answer one = before.snapshot.find(query);
        Answer other = after.snapshot.find(query(question, address));
        if (one == null || other == null) {
            return one != other;
        }
        AnswerDifference difference = new AnswerDifference(address, query);
        if (!difference.areAlike(one, other)) {
            return true;
        }
        return PlannedReplies.follows(question.type)
                && difference.shares(one).stream()
                        .map(share -> ReplyReader.target(question.name, share.reply()))
                        .filter(Objects::nonNull)
                        .anyMatch(target -> changed(new Question(target, question.type), aliases + 1)
                                .get(client));
    }

    private static Query query(Question question, InetAddress client) {
        return new QueryMessage(question.name, question.type).from(client);
    }

    private AnswerChange change(DomainName name, int type, BitSet changed) {
        Map<List<List<PlannedReply>>, List<ClientClass>> alike = new LinkedHashMap<>();
        changed.stream().forEach(client -> {
            InetAddress address = clients.get(client).example();
            alike.computeIfAbsent(
                            List.of(
                                    PlannedReplies.of(before.snapshot, name, type, address),
                                    PlannedReplies.of(after.snapshot, name, type, address)),
                            any -> new ArrayList<>())
                    .add(clients.get(client));
        });
        List<ClientsChange> changes = new ArrayList<>();
        alike.forEach((replies, of) -> changes.add(new ClientsChange(List.copyOf(of), replies.get(0), replies.get(1))));
        return new AnswerChange(name, type == OTHER_TYPE ? AnswerChange.OTHER_TYPES : Type.string(type), changes);
    }
}
