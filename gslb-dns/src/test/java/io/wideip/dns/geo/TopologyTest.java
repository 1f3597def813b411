package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.TopologyRule;
import io.wideip.dns.Subnets;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TopologyTest {
    private static final Position NEW_YORK = new Position(40.71, -74.01);
    private static final Position SAN_FRANCISCO = new Position(37.77, -122.42);
    private static final Position TOKYO = new Position(35.68, 139.69);

    private final Datacenter east = new Datacenter("east", NEW_YORK);
    private final Datacenter west = new Datacenter("west", SAN_FRANCISCO);
    private final Datacenter nowhere = new Datacenter("nowhere", null);
    private final List<Datacenter> datacenters = List.of(east, west, nowhere);

    @Test
    void withoutRulesEveryClientIsUnknown() {
        Topology topology = Topology.of(List.of(), datacenters);
        assertThat(topology.locations()).containsExactly(Location.UNKNOWN);
        assertThat(order4(topology, "192.0.2.1")).isEmpty();
        assertThat(scope4(topology, "192.0.2.1")).isZero();
        assertThat(topology.map().scope6(topology.map().find6(-1, -1))).isZero();
    }

    @Test
    void theLongestPrefixWinsInWhateverOrderTheRulesStand() {
        TopologyRule wide = rule(List.of(east), "10.0.0.0/8");
        TopologyRule narrow = rule(List.of(west), "10.1.0.0/16", "10.2.3.4");
        for (List<TopologyRule> rules : List.of(List.of(wide, narrow), List.of(narrow, wide))) {
            Topology topology = Topology.of(rules, datacenters);
            assertThat(order4(topology, "10.0.0.1")).containsExactly("east");
            assertThat(order4(topology, "10.1.255.255")).containsExactly("west");
            assertThat(order4(topology, "10.2.3.4")).containsExactly("west");
            assertThat(order4(topology, "10.2.3.5")).containsExactly("east");
            assertThat(order4(topology, "11.0.0.0")).isEmpty();
            assertThat(order4(topology, "255.255.255.255")).isEmpty();
        }
    }

    @Test
    void theScopeIsTheLeastThatIsTrue() {
        Topology topology = Topology.of(
                List.of(rule(List.of(east), "10.0.0.0/9", "10.128.0.0/9"), rule(List.of(west), "10.1.0.0/16")),
                datacenters);
        assertThat(scope4(topology, "10.1.2.3")).isEqualTo(16);
        assertThat(scope4(topology, "10.0.2.3")).isEqualTo(16);
        assertThat(scope4(topology, "10.2.2.3")).isEqualTo(15);
        assertThat(scope4(topology, "10.128.0.0")).isEqualTo(9);
        assertThat(scope4(topology, "128.0.0.0")).isEqualTo(1);
    }

    @Test
    void halvesOfOneOrderAreOnePrefix() {
        Topology topology = Topology.of(
                List.of(rule(List.of(east), "10.0.0.0/9"), rule(List.of(east), "10.128.0.0/9")), datacenters);
        assertThat(topology.locations()).hasSize(2);
        assertThat(scope4(topology, "10.1.2.3")).isEqualTo(8);
    }

    @Test
    void readsIpv6() {
        Topology topology = Topology.of(List.of(rule(List.of(west), "2001:db8::/32", "8000::/1")), datacenters);
        LocationMap map = topology.map();
        int inside = map.find6(0x20010db8_00010002L, 3);
        assertThat(topology.locations().get(map.location6(inside)).order()).containsExactly("west");
        assertThat(map.scope6(inside)).isEqualTo(32);
        int upperHalf = map.find6(0xffff0000_00000000L, 0);
        assertThat(topology.locations().get(map.location6(upperHalf)).order()).containsExactly("west");
        assertThat(map.scope6(upperHalf)).isEqualTo(1);
        assertThat(map.location6(map.find6(0x20010db9_00000000L, 0))).isZero();
    }

    @Test
    void aPositionOrdersTheDatacentersByDistance() {
        TopologyRule rule = new TopologyRule(Subnets.listOf("10.0.0.0/8"), List.of(), TOKYO);
        assertThat(order4(Topology.of(List.of(rule), datacenters), "10.0.0.1")).containsExactly("west", "east");
    }

    @Test
    void datacentersAtTheSameDistanceStayInTheOrderWritten() {
        Datacenter twin = new Datacenter("twin", NEW_YORK);
        TopologyRule rule = new TopologyRule(Subnets.listOf("10.0.0.0/8"), List.of(), SAN_FRANCISCO);
        assertThat(order4(Topology.of(List.of(rule), List.of(twin, east)), "10.0.0.1"))
                .containsExactly("twin", "east");
        assertThat(order4(Topology.of(List.of(rule), List.of(east, twin)), "10.0.0.1"))
                .containsExactly("east", "twin");
    }

    @Test
    void preferenceStandsAboveDistance() {
        TopologyRule rule = new TopologyRule(Subnets.listOf("10.0.0.0/8"), List.of(east, nowhere), TOKYO);
        assertThat(order4(Topology.of(List.of(rule), datacenters), "10.0.0.1")).containsExactly("east", "nowhere");
    }

    @Test
    void measuresGreatCircles() {
        assertThat(Topology.kilometres(NEW_YORK, SAN_FRANCISCO)).isCloseTo(4130, Offset.offset(20.0));
        assertThat(Topology.kilometres(TOKYO, SAN_FRANCISCO)).isCloseTo(8270, Offset.offset(40.0));
        assertThat(Topology.kilometres(TOKYO, TOKYO)).isZero();
        assertThat(Topology.kilometres(new Position(0, 179), new Position(0, -179)))
                .isCloseTo(222.4, Offset.offset(1.0));
        assertThat(Topology.kilometres(new Position(90, 0), new Position(-90, 0)))
                .isCloseTo(20_015, Offset.offset(1.0));
    }

    private static TopologyRule rule(List<Datacenter> prefer, String... subnets) {
        return new TopologyRule(Subnets.listOf(subnets), prefer, null);
    }

    private static List<String> order4(Topology topology, String address) {
        LocationMap map = topology.map();
        return topology.locations().get(map.location4(map.find4(bits(address)))).order();
    }

    private static int scope4(Topology topology, String address) {
        return topology.map().scope4(topology.map().find4(bits(address)));
    }

    private static int bits(String address) {
        return (int) (Subnets.of(address).high() >>> 32);
    }
}
