package io.wideip.dns.geo;

import java.util.List;
import java.util.Map;

/**
 * A class of clients who see the datacenters in the same order of preference.
 *
 * @param ranks names of datacenters, best first; those of one rank are as good as each other. Empty where nothing is known of the
 *     client
 * @param weights shares of these clients by datacenter, where a rule gives them: then there is one rank
 */
public record Location(List<List<String>> ranks, Map<String, Integer> weights) {
    /** Clients of whom nothing is known: the order of the wide IP decides. */
    public static final Location UNKNOWN = new Location(List.of());

    /** In this order, without ties or weights. */
    public Location(List<String> order) {
        this(order.stream().map(List::of).toList(), Map.of());
    }

    /** All datacenters, best first. */
    public List<String> order() {
        return ranks.stream().flatMap(List::stream).toList();
    }

    /** Those datacenters that are as near as each other. */
    public List<List<String>> ties() {
        return weights.isEmpty()
                ? ranks.stream().filter(rank -> rank.size() > 1).toList()
                : List.of();
    }
}
