package io.wideip.config;

import java.util.List;

/**
 * A named place; VIPs are in one.
 *
 * @param positions where it lies, in several places where it spans them; without any it takes no part in orders by distance
 */
public record Datacenter(String name, List<Position> positions) {
    public Datacenter(String name, Position... positions) {
        this(name, List.of(positions));
    }
}
