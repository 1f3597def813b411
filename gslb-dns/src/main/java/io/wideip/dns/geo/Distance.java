package io.wideip.dns.geo;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How far a datacenter is from some clients; of its places the nearest counts. */
public record Distance(String datacenter, double kilometres) {
    private static final double EARTH_DIAMETER_KM = 2 * 6371.0;
    /** No client is nearer to one of two datacenters in one city than to the other, as far as any database knows. */
    private static final double TIE_KM = 25;

    /** Of all datacenters that have a position, the nearest first; those at the same distance stay in the order written. */
    static List<Distance> of(Position client, Collection<Datacenter> datacenters) {
        List<Distance> distances = new ArrayList<>();
        for (Datacenter datacenter : datacenters) {
            datacenter.positions().stream()
                    .mapToDouble(position -> kilometres(client, position))
                    .min()
                    .ifPresent(nearest -> distances.add(new Distance(datacenter.name(), nearest)));
        }
        distances.sort(Comparator.comparingDouble(Distance::kilometres));
        return List.copyOf(distances);
    }

    /** The datacenters in ranks: one rank are those that are hardly further than the first of it. */
    static List<List<String>> ranks(List<Distance> sorted) {
        List<List<String>> ranks = new ArrayList<>();
        double first = 0;
        for (Distance distance : sorted) {
            if (ranks.isEmpty() || distance.kilometres > first + TIE_KM) {
                ranks.add(new ArrayList<>());
                first = distance.kilometres;
            }
            ranks.get(ranks.size() - 1).add(distance.datacenter);
        }
        return ranks.stream().map(List::copyOf).toList();
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
