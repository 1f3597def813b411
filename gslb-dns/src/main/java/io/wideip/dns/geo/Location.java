package io.wideip.dns.geo;

import java.util.List;

/**
 * A class of clients who see the datacenters in the same order of preference.
 *
 * @param order names of datacenters, best first; empty where nothing is known of the client
 */
public record Location(List<String> order) {
    /** Clients of whom nothing is known: the order of the wide IP decides. */
    public static final Location UNKNOWN = new Location(List.of());
}
