package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.dns.geo.Location;
import java.util.List;

/**
 * The first available, in the order written. Weights are not read.
 *
 * <pre>
 * a    b    c     answer
 * up   any  any   a
 * down up   any   b
 * down down up    c
 * down down down  nobody
 * </pre>
 */
record Failover() implements Policy {
    static final String NAME = "failover";

    static Failover read(Section section) {
        return new Failover();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Choice choose(List<Candidate> candidates, List<Location> locations) {
        List<Candidate> available = Policy.available(candidates);
        return available.isEmpty() ? new Choice.Nobody() : new Choice.First(available);
    }
}
