package io.wideip.dns.geo;

import io.wideip.config.Subnet;
import org.jspecify.annotations.Nullable;

/**
 * A network of clients of one location, for one reason.
 *
 * @param rule the number of the topology's rule that decides, from 0; null where none does
 * @param country that databases say; null where a rule decides, or none is known
 * @param continent where no more than that is known
 */
public record LocatedNetwork(
        Subnet network,
        Location location,
        @Nullable Integer rule,
        @Nullable String country,
        @Nullable String continent) {}
