package io.wideip.dns.geo;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.geo.ClientSet.Client;
import io.wideip.dns.geo.database.GeoRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a client is: by the rule with the longest network that holds it, else by the first rule that holds it by what databases
 * say, else by its distance to the datacenters. This is what the compiled table holds for every address.
 */
final class Locator {
    private static final int NO_LENGTH = -1;

    private final List<TopologyRule> rules;
    private final Collection<Datacenter> datacenters;
    private final List<ClientSet> clients;
    /** The numbers of the rules that hold clients by a network, ascending. */
    private final Map<Subnet, List<Integer>> byNetwork = new HashMap<>();

    private final List<Integer> byRecord = new ArrayList<>();
    /** Every network that is written in a rule, also those that take clients out. */
    private final Set<Subnet> networks = new LinkedHashSet<>();

    private final Set<Integer> lengths = new TreeSet<>();

    Locator(List<TopologyRule> rules, Collection<Datacenter> datacenters) {
        this.rules = rules;
        this.datacenters = datacenters;
        clients = rules.stream().map(rule -> new ClientSet(rule.clients())).toList();
        for (int rule = 0; rule < rules.size(); rule++) {
            for (Subnet network : clients.get(rule).networks()) {
                byNetwork.computeIfAbsent(network, any -> new ArrayList<>()).add(rule);
            }
            if (rules.get(rule).clients().asksDatabase()) {
                byRecord.add(rule);
            }
            for (Subnet subnet : rules.get(rule).clients().everySubnet()) {
                Subnet plain = subnet.plain();
                networks.add(plain);
                lengths.add(plain.length());
            }
        }
    }

    Set<Subnet> networks() {
        return networks;
    }

    /** How far the datacenters are that have a position, the nearest first. */
    List<Distance> distances(Position from) {
        return Distance.of(from, datacenters);
    }

    /** The networks of rules that hold this one, or an address, the longest first. */
    List<Subnet> holding(Subnet inner) {
        List<Subnet> holding = new ArrayList<>();
        for (int length : lengths) {
            if (length <= inner.length()) {
                Subnet outer = Prefixes.network(inner.ipv4(), inner.high(), inner.low(), length);
                if (networks.contains(outer)) {
                    holding.add(0, outer);
                }
            }
        }
        return holding;
    }

    /** @param holding the networks of rules that hold the client, the longest first */
    LocatedClient locate(List<Subnet> holding, GeoRecord record) {
        Client client = new Client(holding, record);
        for (Subnet network : holding) {
            for (int rule : byNetwork.getOrDefault(network, List.of())) {
                if (clients.get(rule).holdsBy(network, client)) {
                    return by(rule, network, record);
                }
            }
        }
        for (int rule : byRecord) {
            if (clients.get(rule).holdsByRecord(client)) {
                return by(rule, null, record);
            }
        }
        Position position = record.whereabouts();
        return position == null
                ? new LocatedClient(null, null, record, null, List.of(), Location.UNKNOWN, NO_LENGTH)
                : byDistance(null, null, record, position);
    }

    private LocatedClient by(int number, @Nullable Subnet network, GeoRecord record) {
        TopologyRule rule = rules.get(number);
        if (rule.position() != null && rule.prefer().isEmpty()) {
            return byDistance(number, network, record, rule.position());
        }
        return new LocatedClient(number, network, record, null, List.of(), preferred(rule), NO_LENGTH);
    }

    private LocatedClient byDistance(
            @Nullable Integer rule, @Nullable Subnet network, GeoRecord record, Position position) {
        List<Distance> distances = Distance.of(position, datacenters);
        Location location = new Location(Distance.ranks(distances), Map.of());
        return new LocatedClient(rule, network, record, position, distances, location, NO_LENGTH);
    }

    private static Location preferred(TopologyRule rule) {
        return rule.weights().isEmpty()
                ? new Location(rule.prefer().stream().map(Datacenter::name).toList())
                : new Location(List.of(List.copyOf(rule.weights().keySet())), rule.weights());
    }

    /** Where the clients of a rule are. */
    Location of(int rule) {
        return by(rule, null, GeoRecord.NOTHING).location();
    }
}
