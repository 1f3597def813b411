package io.wideip.app.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All datacenters. */
public record DatacenterList(List<DatacenterReport> datacenters) {
    /**
     * How one stands.
     *
     * @param vips how many of its VIPs stand in which way
     * @param members how many members of all wide IPs that are there stand in which way
     */
    public record DatacenterReport(
            String name,
            @Nullable Double latitude,
            @Nullable Double longitude,
            Map<String, Integer> vips,
            MemberCounts members) {}

    /** How many members there are. */
    public record MemberCounts(int available, int vipDown, int applicationDown, int drained) {}
}
