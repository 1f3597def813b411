package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.dns.geo.Location;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same client gets the same candidate, from every server that has the same YAML; the loss of one moves only the clients it
 * had, and its return brings back just those. Weights set the shares; weight 0 stands by as with {@link Weighted}.
 *
 * <pre>
 * a    b    c     clients of a    clients of b    clients of c
 * up   up   up    a               b               c
 * up   down up    a               a or c          c
 * down down up    c               c               c
 * down down down  nobody          nobody          nobody
 * </pre>
 *
 * @param prefix4 leading bits of an IPv4 client's address that count; clients of one network stay together
 * @param prefix6 leading bits of an IPv6 client's address that count
 */
record Hash(int prefix4, int prefix6) implements Policy {
    static final String NAME = "hash";

    static Hash read(Section section) {
        return new Hash(section.integer("prefix4", 8, 32, 24), section.integer("prefix6", 16, 128, 56));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean readsWeights() {
        return true;
    }

    @Override
    public SortedMap<String, Integer> options() {
        return new TreeMap<>(Map.of("prefix4", prefix4, "prefix6", prefix6));
    }

    @Override
    public Choice choose(List<Candidate> candidates, List<Location> locations) {
        List<Candidate> placed = Policy.weighable(candidates);
        return placed.isEmpty()
                ? new Choice.Nobody()
                : new Choice.ByHash(placed, Buckets.over(placed), prefix4, prefix6);
    }
}
