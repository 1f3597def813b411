package io.wideip.app.api;

import io.wideip.app.api.ClusterList.ClusterReport;
import io.wideip.app.api.DatacenterList.DatacenterReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server stands.
 *
 * @param ready whether queries are answered
 * @param reason why they are not
 * @param drains in force
 * @param problems of the YAML as last read: while there are any, the catalog is an older one; the first few
 */
public record StatusReport(
        String version,
        boolean ready,
        @Nullable String reason,
        CatalogReport catalog,
        WideIpCounts wideIps,
        List<DatacenterReport> datacenters,
        List<DrainReport> drains,
        List<ClusterReport> clusters,
        TargetCounts targets,
        int problemCount,
        List<String> problems) {
    /**
     * The catalog in use.
     *
     * @param checksum of all that it can answer: the same on servers that have the same
     * @param serials of its zones; the first few
     * @param acceptedAt when it was put to use; absent before the first one
     * @param loadsAccepted since the server started
     * @param loadsRefused likewise
     */
    public record CatalogReport(
            int zones,
            int wideIps,
            int vips,
            long checksum,
            List<ZoneSerial> serials,
            @Nullable Instant acceptedAt,
            long loadsAccepted,
            long loadsRefused) {}

    /** A zone with the serial in its SOA: a checksum of all that it can answer. */
    public record ZoneSerial(String zone, long serial) {}

    /**
     * How many wide IPs are served by how many of their datacenters, those left out from which they are drained.
     *
     * @param troubled those served by some or by none; the first few of both
     */
    public record WideIpCounts(int byAll, int bySome, int byNone, List<TroubledWideIp> troubled) {}

    /**
     * How many targets have which verdict.
     *
     * @param downFirst the first few that are down, with why, for people
     */
    public record TargetCounts(int up, int down, int unknown, List<String> downFirst) {}
}
