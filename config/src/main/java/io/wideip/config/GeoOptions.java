package io.wideip.config;

import java.nio.file.Path;
import java.util.List;

/**
 * By what clients are located beside the rules of the topology.
 *
 * @param databases files of MaxMind DB format; of what several say of one client, the first counts
 */
public record GeoOptions(List<Path> databases) {
    public static final GeoOptions NONE = new GeoOptions(List.of());
}
