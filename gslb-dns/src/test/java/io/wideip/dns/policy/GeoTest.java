package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.MapSection;
import io.wideip.dns.geo.Location;
import io.wideip.dns.policy.Geo.Ties;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeoTest extends PolicyContract {
    @Override
    Policy policy() {
        return new Geo(Ties.ORDER, 0);
    }

    @Test
    void truthTable() {
        Candidate a = candidate("a", 1, true, "east");
        Candidate b = candidate("b", 1, true, "west");
        Candidate aDown = candidate("a", 1, false);
        Candidate bDown = candidate("b", 1, false);

        assertThat(perLocation(a, b)).containsExactly(first(a), first(a), first(b));
        assertThat(choose(a, bDown)).isEqualTo(first(a));
        assertThat(choose(aDown, b)).isEqualTo(first(b));
        assertThat(choose(aDown, bDown)).isEqualTo(new Choice.Nobody());
    }

    @Test
    void severalInOneDatacenterAreAnsweredInTurn() {
        Candidate one = candidate("one", 1, true, "east");
        Candidate two = candidate("two", 0, true, "east");
        Candidate far = candidate("far", 1, true, "west");
        Choice turns = new Choice.Rotation(List.of(one, two));
        assertThat(perLocation(one, far, two)).containsExactly(turns, turns, first(far));
    }

    @Test
    void aDatacenterThatTheOrderLeavesOutComesLast() {
        Candidate north = candidate("north", 1, true, "north");
        Candidate west = candidate("west", 1, true, "west");
        assertThat(perLocation(north, west)).containsExactly(first(north), first(west), first(west));
        assertThat(choose(north, candidate("west", 1, false))).isEqualTo(first(north));
    }

    @Test
    void aPoolThatSpansDatacentersIsInEachOfThem() {
        Candidate wide = candidate("wide", 1, true, "east", "west");
        Candidate east = candidate("east", 1, true, "east");
        Choice both = new Choice.Rotation(List.of(wide, east));
        assertThat(perLocation(wide, east)).containsExactly(first(wide), both, first(wide));
    }

    @Test
    void withoutTopologyTheAnswerDependsOnNoLocation() {
        Candidate a = candidate("a", 1, true, "east");
        Candidate b = candidate("b", 1, true, "west");
        assertThat(policy().choose(List.of(a, b), List.of(Location.UNKNOWN))).isEqualTo(first(a));
    }

    @Test
    void weightsOfTheLocationAreDrawn() {
        Location location = new Location(List.of(List.of("east", "west")), Map.of("east", 80, "west", 20));
        Candidate a = candidate("a", 0, true, "east");
        Candidate b = candidate("b", 7, true, "west");
        Candidate north = candidate("north", 1, true, "north");
        assertThat(at(location, a, north, b)).isEqualTo(draw(List.of(a, b), 800_000, 200_000));
        assertThat(at(location, a, candidate("b", 1, false))).isEqualTo(first(a));
        assertThat(at(location, candidate("a", 1, false), b, north)).isEqualTo(first(b));
        assertThat(at(location, candidate("a", 1, false), candidate("b", 1, false), north))
                .isEqualTo(first(north));
        assertThat(at(location, candidate("a", 1, false))).isEqualTo(new Choice.Nobody());
    }

    @Test
    void candidatesOfOneDatacenterDivideItsWeight() {
        Location location = new Location(List.of(List.of("east", "west")), Map.of("east", 80, "west", 20));
        Candidate one = candidate("one", 1, true, "east");
        Candidate two = candidate("two", 1, true, "east");
        Candidate b = candidate("b", 1, true, "west");
        assertThat(at(location, one, b, two)).isEqualTo(draw(List.of(one, b, two), 400_000, 200_000, 400_000));
    }

    @Test
    void aDatacenterOfWeight0StandsBy() {
        Location location = new Location(List.of(List.of("east", "west")), Map.of("east", 1, "west", 0));
        Candidate a = candidate("a", 1, true, "east");
        Candidate b = candidate("b", 1, true, "west");
        assertThat(at(location, b, a)).isEqualTo(first(a));
        assertThat(at(location, b, candidate("a", 1, false))).isEqualTo(first(b));
        Location standingBy = new Location(List.of(List.of("east", "west")), Map.of("east", 0, "west", 0));
        assertThat(at(standingBy, b, a)).isEqualTo(new Choice.Rotation(List.of(b, a)));
    }

    @Test
    void spillGoesToTheSecondChoice() {
        Geo spilling = new Geo(Ties.ORDER, 5);
        Location location = new Location(List.of("east", "west", "north"));
        Candidate a = candidate("a", 1, true, "east");
        Candidate b = candidate("b", 1, true, "west");
        Candidate c = candidate("c", 1, true, "north");
        List<Location> locations = List.of(location);
        assertThat(spilling.choose(List.of(c, b, a), locations)).isEqualTo(draw(List.of(a, b), 950_000, 50_000));
        assertThat(spilling.choose(List.of(candidate("a", 1, false), b, c), locations))
                .isEqualTo(draw(List.of(b, c), 950_000, 50_000));
        assertThat(spilling.choose(List.of(a, candidate("b", 1, false), candidate("c", 1, false)), locations))
                .isEqualTo(first(a));
        assertThat(spilling.choose(List.of(candidate("a", 1, false)), locations))
                .isEqualTo(new Choice.Nobody());
    }

    @Test
    void tiesAreAnsweredInTurnWhereThatIsWanted() {
        Location location = new Location(List.of(List.of("east", "west"), List.of("north")), Map.of());
        Candidate a = candidate("a", 1, true, "east");
        Candidate b = candidate("b", 1, true, "west");
        Candidate c = candidate("c", 1, true, "north");
        List<Candidate> all = List.of(c, b, a);
        assertThat(new Geo(Ties.ROTATE, 0).choose(all, List.of(location)))
                .isEqualTo(new Choice.Rotation(List.of(b, a)));
        assertThat(new Geo(Ties.ORDER, 0).choose(all, List.of(location))).isEqualTo(first(a));
        assertThat(new Geo(Ties.ROTATE, 10).choose(all, List.of(location)))
                .isEqualTo(draw(List.of(b, a, c), 450_000, 450_000, 100_000));
    }

    @Test
    void readsItsOptions() {
        assertThat(Geo.read(new MapSection(Map.of()))).isEqualTo(new Geo(Ties.ORDER, 0));
        assertThat(Geo.read(new MapSection(Map.of("ties", "rotate", "spill", "5%"))))
                .isEqualTo(new Geo(Ties.ROTATE, 5));
        assertThat(new Geo(Ties.ROTATE, 5).options()).isEqualTo(Map.of("ties", 1, "spill", 5));
        MapSection wrong = new MapSection(Map.of("spill", "60%"));
        Geo.read(wrong);
        assertThat(wrong.problems()).hasSize(1);
        assertThat(wrong.problems().get(0).toString()).contains("'spill' is '60%': write a share from 0% to 50%");
    }

    private Choice at(Location location, Candidate... candidates) {
        return policy().choose(List.of(candidates), List.of(location));
    }

    private static Choice draw(List<Candidate> ring, Integer... weights) {
        return new Choice.Draw(ring, List.of(weights));
    }

    private List<Choice> perLocation(Candidate... candidates) {
        return ((Choice.ByLocation) choose(candidates)).choices();
    }

    private static Choice first(Candidate candidate) {
        return new Choice.First(List.of(candidate));
    }
}
