package io.wideip.dns.geo;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Region;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.GeoRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules and databases read for one address, in the plainest way. */
final class PlainTopology {
    private final List<TopologyRule> rules;
    private final List<GeoDatabase> databases;

    private @Nullable Integer rule;

    PlainTopology(List<TopologyRule> rules, List<GeoDatabase> databases) {
        this.rules = rules;
        this.databases = databases;
    }

    /** The number of the rule that decided for the address asked for last; null where none did. */
    @Nullable
    Integer rule() {
        return rule;
    }

    Location locate(Subnet written) {
        Subnet address = unmapped(written);
        GeoRecord record = GeoRecord.NOTHING;
        for (GeoDatabase database : databases) {
            record = record.orElse(database.find(address.ipv4(), address.high(), address.low()));
        }
        rule = null;
        int longest = -1;
        for (int i = 0; i < rules.size(); i++) {
            int length = longest(rules.get(i).clients(), address, record);
            if (length > longest) {
                longest = length;
                rule = i;
            }
        }
        for (int i = 0; i < rules.size() && rule == null; i++) {
            rule = holdsByRecord(rules.get(i).clients(), address, record) ? i : null;
        }
        if (rule == null) {
            Position position = record.whereabouts();
            return position == null ? Location.UNKNOWN : byDistance(position);
        }
        TopologyRule decides = rules.get(rule);
        if (decides.position() != null) {
            return byDistance(decides.position());
        }
        return decides.weights().isEmpty()
                ? new Location(decides.prefer().stream().map(Datacenter::name).toList())
                : new Location(List.of(List.copyOf(decides.weights().keySet())), decides.weights());
    }

    private static int longest(Region region, Subnet address, GeoRecord record) {
        if (region.not() != null && holds(region.not(), address, record)) {
            return -1;
        }
        int longest = -1;
        for (Subnet subnet : region.subnets()) {
            longest = contains(subnet, address)
                    ? Math.max(longest, unmapped(subnet).length())
                    : longest;
        }
        for (Region inner : region.regions()) {
            longest = Math.max(longest, longest(inner, address, record));
        }
        return longest;
    }

    private static boolean holds(Region region, Subnet address, GeoRecord record) {
        return longest(region, address, record) >= 0 || holdsByRecord(region, address, record);
    }

    private static boolean holdsByRecord(Region region, Subnet address, GeoRecord record) {
        boolean named = region.countries().contains(String.valueOf(record.country()))
                || region.continents().contains(String.valueOf(record.continent()))
                || record.subdivisions().stream().anyMatch(region.subdivisions()::contains)
                || region.asns().contains(record.asn());
        boolean inner = region.regions().stream().anyMatch(each -> holdsByRecord(each, address, record));
        return (named || inner) && (region.not() == null || !holds(region.not(), address, record));
    }

    private static Location byDistance(Position client) {
        List<Datacenter> placed = RandomTopology.DATACENTERS.stream()
                .filter(each -> !each.positions().isEmpty())
                .sorted(Comparator.comparingDouble(each -> nearest(each, client)))
                .toList();
        List<List<String>> ranks = new ArrayList<>();
        double first = Double.NEGATIVE_INFINITY;
        for (Datacenter each : placed) {
            if (nearest(each, client) > first + 25) {
                first = nearest(each, client);
                ranks.add(new ArrayList<>());
            }
            ranks.get(ranks.size() - 1).add(each.name());
        }
        return new Location(ranks, Map.of());
    }

    private static double nearest(Datacenter datacenter, Position client) {
        return datacenter.positions().stream()
                .mapToDouble(each -> Distance.kilometres(client, each))
                .min()
                .orElseThrow();
    }

    private static boolean contains(Subnet written, Subnet address) {
        Subnet subnet = unmapped(written);
        int width = address.ipv4() ? 32 : 128;
        return subnet.ipv4() == address.ipv4()
                && number(subnet)
                        .shiftRight(width - subnet.length())
                        .equals(number(address).shiftRight(width - subnet.length()));
    }

    private static Subnet unmapped(Subnet written) {
        boolean mapped =
                !written.ipv4() && written.length() >= 96 && written.high() == 0 && written.low() >>> 32 == 0xffff;
        return mapped ? new Subnet(true, written.low() << 32, 0, written.length() - 96) : written;
    }

    /** The lowest address, as a number. */
    static BigInteger number(Subnet subnet) {
        return new BigInteger(1, subnet.lowest());
    }
}
