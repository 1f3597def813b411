package io.wideip.app.api;

import io.wideip.config.standing.StandingSummary.Served;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the wide IPs, by name.
 *
 * @param total of those that match
 * @param next the parameter {@code after} of the next page; absent on the last one
 */
public record WideIpPage(
        int total, List<WideIpEntry> wideIps, @Nullable String next) {
    /**
     * One of them.
     *
     * @param served by how many of its datacenters, those left out from which it is drained
     */
    public record WideIpEntry(String name, String zone, String policy, Served served) {}
}
