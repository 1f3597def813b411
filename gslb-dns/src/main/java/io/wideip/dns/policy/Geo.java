package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.dns.geo.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The available candidates of the first datacenter in the client's order that has any; among several of them, in turn. A
 * candidate in a datacenter that the order leaves out comes after all others, in the order written. Weights are not read.
 *
 * <pre>
 * a in east, b in west
 * a    b     client: east, west   client: west, east   client: no order
 * up   up    a                    b                    a
 * up   down  a                    a                    a
 * down up    b                    b                    b
 * down down  nobody               nobody               nobody
 * </pre>
 */
record Geo() implements Policy {
    static final String NAME = "geo";

    static Geo read(Section section) {
        return new Geo();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Choice choose(List<Candidate> candidates, List<Location> locations) {
        List<Candidate> available = Policy.available(candidates);
        if (available.isEmpty()) {
            return new Choice.Nobody();
        }
        List<Choice> choices = new ArrayList<>(locations.size());
        for (Location location : locations) {
            choices.add(nearest(available, location));
        }
        return new HashSet<>(choices).size() == 1 ? choices.get(0) : new Choice.ByLocation(List.copyOf(choices));
    }

    private static Choice nearest(List<Candidate> available, Location location) {
        for (String datacenter : location.order()) {
            List<Candidate> there = in(datacenter, available);
            if (!there.isEmpty()) {
                return there.size() == 1 ? new Choice.First(there) : new Choice.Rotation(there);
            }
        }
        Set<String> anywhere = available.get(0).datacenters();
        List<Candidate> there = available.stream()
                .filter(candidate -> candidate.datacenters().equals(anywhere))
                .toList();
        return there.size() == 1 ? new Choice.First(there) : new Choice.Rotation(there);
    }

    private static List<Candidate> in(String datacenter, List<Candidate> available) {
        return available.stream()
                .filter(candidate -> candidate.datacenters().contains(datacenter))
                .toList();
    }
}
