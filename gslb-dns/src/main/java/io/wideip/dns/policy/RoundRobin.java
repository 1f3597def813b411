package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.dns.geo.Location;
import java.util.List;

/**
 * Each answer starts one further in the ring of those available. Weights are not read.
 *
 * <pre>
 * a    b    c     answers start with
 * up   up   up    a, b, c, a, b, c ...
 * up   down up    a, c, a, c ...
 * down up   down  b
 * down down down  nobody
 * </pre>
 */
record RoundRobin() implements Policy {
    static final String NAME = "round-robin";

    static RoundRobin read(Section section) {
        return new RoundRobin();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Choice choose(List<Candidate> candidates, List<Location> locations) {
        List<Candidate> available = Policy.available(candidates);
        return available.isEmpty() ? new Choice.Nobody() : new Choice.Rotation(available);
    }
}
