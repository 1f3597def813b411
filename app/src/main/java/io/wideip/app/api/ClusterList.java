package io.wideip.app.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All clusters. */
public record ClusterList(List<ClusterReport> clusters) {
    /**
     * How one stands.
     *
     * @param live whether its Routes are listed and their changes are heard; else those known last serve on
     * @param heard when its API has last said something; absent for never
     * @param brakedRoutes Routes that serve on though they are gone, because too many went at once
     * @param serving Routes that serve all that they ask for
     * @param withProblem Routes that serve some of it
     * @param refused Routes that serve nothing of it
     */
    public record ClusterReport(
            String name,
            String datacenter,
            boolean live,
            @Nullable Instant heard,
            int brakedRoutes,
            int serving,
            int withProblem,
            int refused) {}
}
