package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import java.util.List;
import java.util.SortedSet;

/**
 * What other orders would change.
 *
 * @param wideIps whose clients would get other addresses
 * @param shifts of these, by the datacenters before and after; the most frequent first
 * @param losing wide IPs that have an available datacenter now, and would have none
 * @param losingNames the first few of these, sorted
 */
public record DrainPreview(int wideIps, List<Shift> shifts, int losing, List<DomainName> losingNames) {
    static final DrainPreview NOTHING = new DrainPreview(0, List.of(), 0, List.of());

    /**
     * Wide IPs whose clients are sent from the same datacenters to the same others.
     *
     * @param from sorted; empty where clients get no address
     * @param to likewise
     */
    public record Shift(SortedSet<String> from, SortedSet<String> to, int wideIps) {}
}
