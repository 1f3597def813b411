package io.wideip.app.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network of clients of one location, for one reason.
 *
 * @param order the datacenters as they prefer them; empty where nothing is known of them
 * @param ties those of them that are as near as each other; a wide IP with {@code ties: rotate} answers these in turn
 * @param weights shares of these clients by datacenter, where a rule gives them
 * @param rule where the rule of the topology stands that decides; absent where none does
 * @param country that databases say; absent where a rule decides, or none is known
 * @param continent where no more than that is known
 */
public record LocatedNetworkReport(
        String network,
        List<String> order,
        List<List<String>> ties,
        Map<String, Integer> weights,
        @Nullable String rule,
        @Nullable String country,
        @Nullable String continent) {}
