package io.wideip.app.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server stands.
 *
 * @param ready whether queries are answered
 * @param reason why they are not
 * @param problems of the YAML as last read: while there are any, the catalog is an older one; the first few
 */
public record StatusReport(
        String version,
        boolean ready,
        @Nullable String reason,
        CatalogReport catalog,
        TargetCounts targets,
        int problemCount,
        List<String> problems) {
    /**
     * The catalog in use.
     *
     * @param acceptedAt when it was put to use; absent before the first one
     * @param loadsAccepted since the server started
     * @param loadsRefused likewise
     */
    public record CatalogReport(
            int zones, int wideIps, int vips, @Nullable Instant acceptedAt, long loadsAccepted, long loadsRefused) {}

    /** How many targets have which verdict. */
    public record TargetCounts(int up, int down, int unknown) {}
}
