package io.wideip.config.yaml;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.config.catalog.Defined;
import io.wideip.config.section.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The list {@code topology}. */
final class TopologyReader {
    private final Names<Datacenter> datacenters;
    private final Map<Subnet, Place> subnetsSeen = new HashMap<>();

    TopologyReader(Names<Datacenter> datacenters) {
        this.datacenters = datacenters;
    }

    List<Defined<TopologyRule>> read(List<Value> items) {
        List<Defined<TopologyRule>> rules = new ArrayList<>();
        for (Value item : items) {
            YamlSection section = item.section();
            TopologyRule rule = section == null ? null : rule(section);
            if (section != null && rule != null) {
                rules.add(Written.of(rule, section));
            }
        }
        return Collections.unmodifiableList(rules);
    }

    private @Nullable TopologyRule rule(YamlSection section) {
        boolean byCountry = section.isGiven("countries");
        section.refuse(
                "countries",
                "'countries' needs a GeoIP database, which this version cannot read: give the 'subnets' instead");
        List<Subnet> subnets = subnets(section);
        if (!section.has("subnets") && !byCountry) {
            section.missing("subnets", "no 'subnets\' in the rule: write the clients' networks, such as [10.1.0.0/16]");
        }
        List<Datacenter> prefer = datacenters.findAll(section, "prefer").stream()
                .map(name -> Objects.requireNonNull(datacenters.get(name)))
                .toList();
        Position position = DatacenterReader.position(section);
        boolean byPosition = section.has("latitude") || section.has("longitude");
        if (section.has("prefer") == byPosition) {
            section.problemAtStart(
                    byPosition
                            ? "both 'prefer' and a position: a rule has one of the two, remove the other"
                            : "no 'prefer' in the rule: list datacenters, best first, or write latitude and longitude");
            return null;
        }
        return new TopologyRule(subnets, prefer, position);
    }

    private List<Subnet> subnets(YamlSection section) {
        Value value = section.value("subnets");
        List<Value> items = value == null ? List.of() : value.items();
        if (value != null && value.isList() && items.isEmpty()) {
            value.problem("'subnets' is empty: write at least one");
        }
        List<Subnet> subnets = new ArrayList<>();
        for (Value item : items) {
            Subnet subnet = Addresses.subnet(item);
            if (subnet != null && isFirst(subnet, item)) {
                subnets.add(subnet);
            }
        }
        return Collections.unmodifiableList(subnets);
    }

    private boolean isFirst(Subnet subnet, Value item) {
        Place before = subnetsSeen.putIfAbsent(subnet, item.place());
        if (before != null) {
            item.problem("the subnet " + subnet + " twice: keep one, the other is at " + before);
        }
        return before == null;
    }
}
