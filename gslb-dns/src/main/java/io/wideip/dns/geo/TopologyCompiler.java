package io.wideip.dns.geo;

import io.wideip.config.Subnet;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.GeoRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles rules and databases into one table. It goes through all networks of both in the order of their addresses, and decides once for
 * each combination of a rule's network and what the databases say. For one table, then done.
 */
final class TopologyCompiler {
    private static final int UNDECIDED = -1;

    private final Locator locator;
    private final List<GeoDatabase> databases;
    private final List<List<Subnet>> holding = new ArrayList<>();
    private final List<AddressMap> maps = new ArrayList<>();
    private final List<PairNumbers> combinations = new ArrayList<>();
    private final Map<Location, Integer> locations = new LinkedHashMap<>();
    private final Set<Integer> deciding = new HashSet<>();
    /** By the number of the combination. */
    private int[] decided = new int[64];

    TopologyCompiler(Locator locator, List<GeoDatabase> databases) {
        this.locator = locator;
        this.databases = databases;
        locations.put(Location.UNKNOWN, 0);
        Arrays.fill(decided, UNDECIDED);
        holding.add(List.of());
        Prefixes networks = new Prefixes();
        locator.networks().forEach(network -> {
            networks.add(network, holding.size());
            holding.add(locator.holding(network));
        });
        maps.add(networks.map());
        databases.forEach(database -> {
            maps.add(database.networks());
            combinations.add(new PairNumbers());
        });
    }

    LocationTable table() {
        LocationTableWriter writer = new LocationTableWriter();
        RangeMerge ipv4 = new RangeMerge(maps, true);
        do {
            writer.ipv4((int) (ipv4.high() >>> 32), location(ipv4));
        } while (ipv4.next());
        RangeMerge ipv6 = new RangeMerge(maps, false);
        do {
            writer.ipv6(ipv6.high(), ipv6.low(), location(ipv6));
        } while (ipv6.next());
        return writer.table();
    }

    /** In the order of their numbers. */
    List<Location> locations() {
        return List.copyOf(locations.keySet());
    }

    /** The numbers of the rules that decide for somebody. */
    Set<Integer> deciding() {
        return Set.copyOf(deciding);
    }

    private int location(RangeMerge at) {
        int combination = at.value(0);
        for (int database = 0; database < databases.size(); database++) {
            combination = combinations.get(database).of(combination, at.value(database + 1));
        }
        if (combination >= decided.length) {
            int known = decided.length;
            decided = Arrays.copyOf(decided, 2 * Math.max(known, combination));
            Arrays.fill(decided, known, decided.length, UNDECIDED);
        }
        if (decided[combination] == UNDECIDED) {
            decided[combination] = decide(at);
        }
        return decided[combination];
    }

    private int decide(RangeMerge at) {
        GeoRecord record = GeoRecord.NOTHING;
        for (int database = 0; database < databases.size(); database++) {
            record = record.orElse(databases.get(database).records().get(at.value(database + 1)));
        }
        LocatedClient client = locator.locate(holding.get(at.value(0)), record);
        if (client.rule() != null) {
            deciding.add(client.rule());
        }
        Location location = client.location();
        return locations.computeIfAbsent(location, any -> locations.size());
    }
}
