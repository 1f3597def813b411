package io.wideip.config.yaml;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Region;
import io.wideip.config.TopologyRule;
import io.wideip.config.catalog.Defined;
import io.wideip.config.section.DidYouMean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list {@code topology}. */
final class TopologyReader {
    private final Names<Datacenter> datacenters;
    private final Regions regions;

    TopologyReader(Names<Datacenter> datacenters, Regions regions) {
        this.datacenters = datacenters;
        this.regions = regions;
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
        Region clients = RegionReader.read(section, regions::find);
        RegionReader.requireClients(section, "the rule is for nobody", ", such as subnets: [10.1.0.0/16]");
        List<Datacenter> prefer = datacenters.findAll(section, "prefer").stream()
                .map(name -> Objects.requireNonNull(datacenters.get(name)))
                .toList();
        Map<String, Integer> weights = weights(section);
        Position position = DatacenterReader.position(section);
        boolean byPosition = section.has("latitude") || section.has("longitude");
        long given = Stream.of(section.has("prefer"), section.has("weights"), byPosition)
                .filter(each -> each)
                .count();
        if (given == 0) {
            section.missing(
                    "prefer",
                    "no 'prefer' in the rule: list datacenters, best first, or write 'weights', or latitude and longitude",
                    "weights",
                    "latitude",
                    "longitude");
        } else if (given > 1) {
            section.problemAtStart("a rule has one of 'prefer', 'weights' and a position: remove the others");
        }
        if (given != 1) {
            return null;
        }
        return new TopologyRule(clients, prefer, weights, position);
    }

    private Map<String, Integer> weights(YamlSection section) {
        YamlSection weights = section.section("weights");
        if (weights == null) {
            return Map.of();
        }
        Map<String, Integer> read = new LinkedHashMap<>();
        weights.entries().forEach((name, value) -> {
            Integer weight = Scalars.integer(value, 0, WeightedList.HEAVIEST);
            if (datacenters.get(name) == null) {
                weights.problem(
                        name,
                        DidYouMean.unknown(
                                "datacenter", name, datacenters.values().keySet()));
            } else if (weight != null) {
                read.put(name, weight);
            }
        });
        if (weights.entries().isEmpty()) {
            section.problem("weights", "'weights' is empty: write at least one datacenter, as in {east: 80, west: 20}");
        }
        return Collections.unmodifiableMap(read);
    }
}
