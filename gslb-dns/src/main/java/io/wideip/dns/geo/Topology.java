package io.wideip.dns.geo;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.Prefixes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the topology's rules into locations, equal orders as one location, and into the table from addresses to them. */
public record Topology(List<Location> locations, LocationTable table) {
    private static final double EARTH_DIAMETER_KM = 2 * 6371.0;

    /**
     * Compiles the rules.
     *
     * @param datacenters all there are; those with a position are ordered by distance where a rule gives one
     */
    public static Topology of(List<TopologyRule> rules, Collection<Datacenter> datacenters) {
        Map<Location, Integer> ids = new LinkedHashMap<>();
        ids.put(Location.UNKNOWN, 0);
        Prefixes prefixes = new Prefixes();
        for (TopologyRule rule : rules) {
            Location location = new Location(order(rule, datacenters));
            int id = ids.computeIfAbsent(location, any -> ids.size());
            for (Subnet subnet : rule.subnets()) {
                prefixes.add(subnet, id);
            }
        }
        return new Topology(List.copyOf(ids.keySet()), table(prefixes.map()));
    }

    private static LocationTable table(AddressMap map) {
        LocationTableWriter writer = new LocationTableWriter();
        for (int range = 0; range < map.ranges(true); range++) {
            writer.ipv4((int) (map.startHigh(true, range) >>> 32), map.value(true, range));
        }
        for (int range = 0; range < map.ranges(false); range++) {
            writer.ipv6(map.startHigh(false, range), map.startLow(false, range), map.value(false, range));
        }
        return writer.table();
    }

    /** The datacenters by the preference of a rule's clients. */
    public static List<String> order(TopologyRule rule, Collection<Datacenter> datacenters) {
        Position client = rule.position();
        if (!rule.prefer().isEmpty() || client == null) {
            return rule.prefer().stream().map(Datacenter::name).toList();
        }
        record Distant(String name, double kilometres) {}
        List<Distant> distances = new ArrayList<>();
        for (Datacenter datacenter : datacenters) {
            Position position = datacenter.position();
            if (position != null) {
                distances.add(new Distant(datacenter.name(), kilometres(client, position)));
            }
        }
        // The sort is stable: datacenters at the same distance stay in the order written.
        distances.sort(Comparator.comparingDouble(Distant::kilometres));
        return distances.stream().map(Distant::name).toList();
    }

    /** The great-circle distance by the haversine formula, on a sphere: off by 0.5 % at most, which no order depends on. */
    static double kilometres(Position from, Position to) {
        double latitude = Math.toRadians(to.latitude() - from.latitude());
        double longitude = Math.toRadians(to.longitude() - from.longitude());
        double haversine = square(Math.sin(latitude / 2))
                + Math.cos(Math.toRadians(from.latitude()))
                        * Math.cos(Math.toRadians(to.latitude()))
                        * square(Math.sin(longitude / 2));
        return EARTH_DIAMETER_KM * Math.asin(Math.sqrt(Math.min(1, haversine)));
    }

    private static double square(double x) {
        return x * x;
    }
}
