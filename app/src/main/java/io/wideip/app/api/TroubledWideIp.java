package io.wideip.app.api;

import io.wideip.config.standing.StandingSummary.Served;
import java.util.List;

/**
 * A wide IP that not all of its datacenters serve.
 *
 * @param served by how many of its datacenters, those left out from which it is drained
 * @param missing the datacenters that do not serve it, drained ones too
 */
public record TroubledWideIp(String name, String zone, String policy, Served served, List<MissingDatacenter> missing) {
    /**
     * A datacenter none of whose members of the wide IP is available.
     *
     * @param reason of the first of them, for people
     */
    public record MissingDatacenter(String datacenter, String reason) {}
}
