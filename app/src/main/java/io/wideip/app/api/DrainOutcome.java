package io.wideip.app.api;

import java.util.List;

/**
 * What became of an order.
 *
 * @param done whether it is in the answers; false for a dry run
 * @param drains given by it, or ended
 * @param kept whether it outlasts a restart
 * @param wideIps whose clients get other addresses
 * @param shifts of these, the most frequent first
 * @param losing wide IPs that lose their last available datacenter
 * @param losingNames the first few of these
 * @param remaining that still cover the same and must be ended in the YAML
 */
public record DrainOutcome(
        boolean done,
        List<DrainReport> drains,
        boolean kept,
        int wideIps,
        List<Shift> shifts,
        int losing,
        List<String> losingNames,
        List<DrainReport> remaining) {
    /**
     * Wide IPs whose clients go from the same datacenters to the same others.
     *
     * @param from empty where clients got no address
     * @param to likewise
     */
    public record Shift(List<String> from, List<String> to, int wideIps) {}
}
