package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.geo.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every policy, whatever it prefers. */
abstract class PolicyContract {
    static final Location EAST_FIRST = new Location(List.of("east", "west"));
    static final Location WEST_FIRST = new Location(List.of("west", "east"));
    static final List<Location> LOCATIONS = List.of(Location.UNKNOWN, EAST_FIRST, WEST_FIRST);

    private static final List<String> DATACENTERS = List.of("east", "west", "north", "east");
    private static final int[][] WEIGHTS = {{1, 1, 1, 1}, {80, 20, 0, 5}, {0, 0, 0, 0}, {1_000_000, 0, 1, 0}};

    /** The policy under test with its defaults. */
    abstract Policy policy();

    final Choice choose(Candidate... candidates) {
        return policy().choose(List.of(candidates), LOCATIONS);
    }

    static Candidate up(String name) {
        return candidate(name, 1, true, "east");
    }

    static Candidate down(String name) {
        return candidate(name, 1, false, "east");
    }

    static Candidate candidate(String name, int weight, boolean available, String... datacenters) {
        return new Candidate(name, weight, available, available ? Set.of(datacenters) : Set.of());
    }

    @Test
    void choosesNobodyIfAndOnlyIfNoneIsAvailable() {
        for (List<Candidate> candidates : constellations()) {
            boolean none = candidates.stream().noneMatch(Candidate::available);
            assertThat(policy().choose(candidates, LOCATIONS) instanceof Choice.Nobody)
                    .as("nobody of %s", candidates)
                    .isEqualTo(none);
        }
    }

    @Test
    void ringsHoldOnlyAvailableCandidatesEachOnce() {
        for (List<Candidate> candidates : constellations()) {
            for (Choice choice : leaves(policy().choose(candidates, LOCATIONS))) {
                assertThat(choice.ring())
                        .as("of %s", candidates)
                        .allMatch(Candidate::available)
                        .doesNotHaveDuplicates()
                        .isSubsetOf(candidates);
                assertThat(choice.ring().isEmpty()).isEqualTo(choice instanceof Choice.Nobody);
            }
        }
    }

    @Test
    void choosesForEveryLocationWithoutNesting() {
        for (List<Candidate> candidates : constellations()) {
            if (policy().choose(candidates, LOCATIONS) instanceof Choice.ByLocation byLocation) {
                assertThat(byLocation.choices()).hasSameSizeAs(LOCATIONS);
                assertThat(byLocation.choices()).noneMatch(each -> each instanceof Choice.ByLocation);
            }
        }
    }

    @Test
    void isPure() {
        for (List<Candidate> candidates : constellations()) {
            List<Candidate> given = new ArrayList<>(candidates);
            Choice first = policy().choose(given, LOCATIONS);
            assertThat(given).isEqualTo(candidates);
            assertThat(policy().choose(given, LOCATIONS)).isEqualTo(first).hasSameHashCodeAs(first);
        }
    }

    @Test
    void theOrderWrittenNeverDecidesWhoMayBeAnsweredAtAll() {
        for (List<Candidate> candidates : constellations()) {
            List<Candidate> reversed = new ArrayList<>(candidates);
            Collections.reverse(reversed);
            List<Location> known = List.of(EAST_FIRST, new Location(List.of("north", "west", "east")));
            assertThat(members(policy().choose(reversed, known)))
                    .isEqualTo(members(policy().choose(candidates, known)));
        }
    }

    @Test
    void aCandidateOfWeight0IsAnsweredWhereNoOtherIsAvailable() {
        Candidate spare = candidate("spare", 0, true, "east");
        for (Choice choice : leaves(choose(down("a"), spare, down("b")))) {
            assertThat(choice.ring()).containsExactly(spare);
        }
    }

    @Test
    void doesNotReadTheStateOfThoseThatAreDown() {
        Choice without = choose(up("a"), up("b"));
        assertThat(choose(up("a"), candidate("dead", 500, false), up("b"))).isEqualTo(without);
    }

    @Test
    void hasTheNameThatTheCatalogueKnowsItBy() {
        assertThat(new PolicyTypes().names()).contains(policy().name());
    }

    private static Set<Candidate> members(Choice choice) {
        Set<Candidate> members = new HashSet<>();
        leaves(choice).forEach(leaf -> members.addAll(leaf.ring()));
        return members;
    }

    static List<Choice> leaves(Choice choice) {
        return choice instanceof Choice.ByLocation byLocation ? byLocation.choices() : List.of(choice);
    }

    /** One to four candidates, every way they can stand, over a few tables of weights. */
    private static List<List<Candidate>> constellations() {
        return Stream.of(WEIGHTS)
                .flatMap(weights -> Stream.iterate(1, size -> size <= 4, size -> size + 1)
                        .flatMap(size -> Stream.iterate(0, up -> up < 1 << size, up -> up + 1)
                                .map(up -> constellation(weights, size, up))))
                .toList();
    }

    private static List<Candidate> constellation(int[] weights, int size, int up) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            candidates.add(candidate("c" + i, weights[i], (up >> i & 1) != 0, DATACENTERS.get(i)));
        }
        return List.copyOf(candidates);
    }
}
