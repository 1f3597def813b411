package io.wideip.dns.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.dns.geo.Location;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GeoTest extends PolicyContract {
    @Override
    Policy policy() {
        return new Geo();
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

    private List<Choice> perLocation(Candidate... candidates) {
        return ((Choice.ByLocation) choose(candidates)).choices();
    }

    private static Choice first(Candidate candidate) {
        return new Choice.First(List.of(candidate));
    }
}
