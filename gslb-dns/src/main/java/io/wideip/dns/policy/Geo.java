package io.wideip.dns.policy;

import io.wideip.config.section.Section;
import io.wideip.dns.geo.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The available candidates of the first datacenter in the client's order that has any; among several of them, in turn. A
 * candidate in a datacenter that the order leaves out comes after all others, in the order written. Candidates' own weights are not read:
 * where the client's location has weights, its datacenters are drawn by these.
 *
 * <pre>
 * a in east, b in west
 * a    b     client: east, west   client: west, east   client: no order   client: east 80, west 20   east, west with spill 5%
 * up   up    a                    b                    a                  a 80 %, b 20 %             a 95 %, b 5 %
 * up   down  a                    a                    a                  a                          a
 * down up    b                    b                    b                  b                          b
 * down down  nobody               nobody               nobody             nobody                     nobody
 * </pre>
 *
 * @param ties what becomes of datacenters that are as near as each other
 * @param spill percent of the answers that are of the second choice
 */
record Geo(Ties ties, int spill) implements Policy {
    static final String NAME = "geo";

    private static final int MOST_SPILL = 50;
    private static final int ALL = 100;
    /** What the weights of a draw come to, so that a datacenter's can be split among its candidates. */
    private static final long WHOLE = 1_000_000;

    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]?) ?%");

    /** Of datacenters that are as near as each other. */
    enum Ties {
        /** The nearer one comes first, and of equal ones the first that is written. */
        ORDER,
        /** They are one choice, answered in turn. */
        ROTATE
    }

    static Geo read(Section section) {
        String ties = section.choice("ties", List.of("order", "rotate"), "order");
        return new Geo(ties.equals("rotate") ? Ties.ROTATE : Ties.ORDER, spill(section));
    }

    private static int spill(Section section) {
        String text = section.text("spill", null);
        if (text == null) {
            return 0;
        }
        Matcher matcher = PERCENT.matcher(text);
        if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= MOST_SPILL) {
            return Integer.parseInt(matcher.group(1));
        }
        section.problem("spill", "'spill' is '" + text + "': write a share from 0% to " + MOST_SPILL + "%");
        return 0;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SortedMap<String, Integer> options() {
        return new TreeMap<>(Map.of("ties", ties == Ties.ROTATE ? 1 : 0, "spill", spill));
    }

    @Override
    public Choice choose(List<Candidate> candidates, List<Location> locations) {
        List<Candidate> available = Policy.available(candidates);
        if (available.isEmpty()) {
            return new Choice.Nobody();
        }
        List<Choice> choices = new ArrayList<>(locations.size());
        for (Location location : locations) {
            choices.add(choose(available, location));
        }
        return new HashSet<>(choices).size() == 1 ? choices.get(0) : new Choice.ByLocation(List.copyOf(choices));
    }

    private Choice choose(List<Candidate> available, Location location) {
        List<List<Candidate>> ranks = ranks(available, location);
        List<Candidate> first = ranks.get(0);
        boolean weighted = first.stream().anyMatch(candidate -> weight(candidate, location) > 0);
        if (spill > 0 && ranks.size() > 1) {
            Shares shares = new Shares();
            shares.addAll(first, location, (ALL - spill) * WHOLE / ALL);
            shares.addAll(ranks.get(1), location, spill * WHOLE / ALL);
            return shares.draw();
        }
        if (first.size() == 1) {
            return new Choice.First(first);
        }
        if (!weighted) {
            return new Choice.Rotation(first);
        }
        Shares shares = new Shares();
        shares.addAll(first, location, WHOLE);
        return shares.draw();
    }

    /** The available candidates in the order of the client's preference, those of one list as good as each other. */
    private List<List<Candidate>> ranks(List<Candidate> available, Location location) {
        List<List<Candidate>> ranks = new ArrayList<>();
        List<Candidate> left = new ArrayList<>(available);
        for (List<String> rank : location.ranks()) {
            if (ties == Ties.ROTATE || !location.weights().isEmpty()) {
                take(left, ranks, Set.copyOf(rank), location);
            } else {
                rank.forEach(datacenter -> take(left, ranks, Set.of(datacenter), location));
            }
        }
        while (!left.isEmpty()) {
            Set<String> anywhere = left.get(0).datacenters();
            List<Candidate> there = left.stream()
                    .filter(candidate -> candidate.datacenters().equals(anywhere))
                    .toList();
            left.removeAll(there);
            ranks.add(there);
        }
        return ranks;
    }

    /** Those in a datacenter of weight 0 only where there are no others. */
    private static void take(
            List<Candidate> left, List<List<Candidate>> ranks, Set<String> datacenters, Location location) {
        List<Candidate> there = left.stream()
                .filter(candidate -> !Collections.disjoint(candidate.datacenters(), datacenters))
                .toList();
        List<Candidate> weighted = there.stream()
                .filter(candidate -> weight(candidate, location) > 0)
                .toList();
        List<Candidate> taken = weighted.isEmpty() ? there : weighted;
        if (!taken.isEmpty()) {
            left.removeAll(taken);
            ranks.add(taken);
        }
    }

    /** That of the client's location. A pool that spans several datacenters has the weights of all of them. */
    private static long weight(Candidate candidate, Location location) {
        return location.weights().entrySet().stream()
                .filter(entry -> candidate.datacenters().contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What is drawn, and how often. */
    private static final class Shares {
        private final List<Candidate> ring = new ArrayList<>();
        private final List<Integer> weights = new ArrayList<>();

        /** Splits a share among candidates, by the weights of the location where it has any. */
        void addAll(List<Candidate> candidates, Location location, long share) {
            double[] parts = new double[candidates.size()];
            double sum = 0;
            for (int i = 0; i < parts.length; i++) {
                Candidate candidate = candidates.get(i);
                // Those of one datacenter divide its weight.
                long fellows = candidates.stream()
                        .filter(other -> other.datacenters().equals(candidate.datacenters()))
                        .count();
                parts[i] = (double) weight(candidate, location) / fellows;
                sum += parts[i];
            }
            for (int i = 0; i < parts.length; i++) {
                double part = sum == 0 ? 1.0 / parts.length : parts[i] / sum;
                ring.add(candidates.get(i));
                weights.add((int) Math.max(1, Math.round(share * part)));
            }
        }

        Choice draw() {
            return new Choice.Draw(List.copyOf(ring), List.copyOf(weights));
        }
    }
}
