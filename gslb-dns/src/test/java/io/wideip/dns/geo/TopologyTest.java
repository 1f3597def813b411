package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Subnet;
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
    private final Datacenter nowhere = new Datacenter("nowhere");
    private final List<Datacenter> datacenters = List.of(east, west, nowhere);

    @Test
    void withoutRulesEveryClientIsUnknown() {
        Topology topology = Topology.of(List.of(), datacenters);
        assertThat(topology.locations()).containsExactly(Location.UNKNOWN);
        assertThat(order(topology, "192.0.2.1")).isEmpty();
        assertThat(scope(topology, "192.0.2.1")).isZero();
        assertThat(LocationTable.scope(topology.table().find(false, -1, -1))).isZero();
    }

    @Test
    void theLongestPrefixWinsInWhateverOrderTheRulesStand() {
        TopologyRule wide = rule(List.of(east), "10.0.0.0/8");
        TopologyRule narrow = rule(List.of(west), "10.1.0.0/16", "10.2.3.4");
        for (List<TopologyRule> rules : List.of(List.of(wide, narrow), List.of(narrow, wide))) {
            Topology topology = Topology.of(rules, datacenters);
            assertThat(order(topology, "10.0.0.1")).containsExactly("east");
            assertThat(order(topology, "10.1.255.255")).containsExactly("west");
            assertThat(order(topology, "10.2.3.4")).containsExactly("west");
            assertThat(order(topology, "10.2.3.5")).containsExactly("east");
            assertThat(order(topology, "11.0.0.0")).isEmpty();
            assertThat(order(topology, "255.255.255.255")).isEmpty();
        }
    }

    @Test
    void theScopeIsTheLeastThatIsTrue() {
        Topology topology = Topology.of(
                List.of(rule(List.of(east), "10.0.0.0/9", "10.128.0.0/9"), rule(List.of(west), "10.1.0.0/16")),
                datacenters);
        assertThat(scope(topology, "10.1.2.3")).isEqualTo(16);
        assertThat(scope(topology, "10.0.2.3")).isEqualTo(16);
        assertThat(scope(topology, "10.2.2.3")).isEqualTo(15);
        assertThat(scope(topology, "10.128.0.0")).isEqualTo(9);
        assertThat(scope(topology, "128.0.0.0")).isEqualTo(1);
    }

    @Test
    void halvesOfOneOrderAreOnePrefix() {
        Topology topology = Topology.of(
                List.of(rule(List.of(east), "10.0.0.0/9"), rule(List.of(east), "10.128.0.0/9")), datacenters);
        assertThat(topology.locations()).hasSize(2);
        assertThat(scope(topology, "10.1.2.3")).isEqualTo(8);
    }

    @Test
    void readsIpv6() {
        Topology topology = Topology.of(List.of(rule(List.of(west), "2001:db8::/32", "8000::/1")), datacenters);
        assertThat(order(topology, "2001:db8:1:2::3")).containsExactly("west");
        assertThat(scope(topology, "2001:db8:1:2::3")).isEqualTo(32);
        assertThat(order(topology, "ffff::")).containsExactly("west");
        assertThat(scope(topology, "ffff::")).isEqualTo(1);
        assertThat(order(topology, "2001:db9::")).isEmpty();
    }

    @Test
    void mappedAddressesCountAsIpv4AndNoScopeBesideThemHoldsThem() {
        Topology topology = Topology.of(List.of(rule(List.of(west), "192.0.2.0/24")), datacenters);
        assertThat(order(topology, "::ffff:192.0.2.7")).containsExactly("west");
        assertThat(scope(topology, "::ffff:192.0.2.7")).isEqualTo(96 + 24);
        assertThat(order(topology, "::ffff:193.0.2.7")).isEmpty();
        assertThat(scope(topology, "::1")).isEqualTo(81);
        assertThat(scope(topology, "::fffe:0:0")).isEqualTo(96);
        assertThat(scope(topology, "::1:0:0:0")).isEqualTo(80);
        assertThat(scope(topology, "2001:db8::")).isEqualTo(3);
    }

    @Test
    void aPositionOrdersTheDatacentersByDistance() {
        TopologyRule rule = new TopologyRule(Subnets.listOf("10.0.0.0/8"), List.of(), TOKYO);
        assertThat(order(Topology.of(List.of(rule), datacenters), "10.0.0.1")).containsExactly("west", "east");
    }

    @Test
    void datacentersAtTheSameDistanceStayInTheOrderWritten() {
        Datacenter twin = new Datacenter("twin", NEW_YORK);
        TopologyRule rule = new TopologyRule(Subnets.listOf("10.0.0.0/8"), List.of(), SAN_FRANCISCO);
        assertThat(order(Topology.of(List.of(rule), List.of(twin, east)), "10.0.0.1"))
                .containsExactly("twin", "east");
        assertThat(order(Topology.of(List.of(rule), List.of(east, twin)), "10.0.0.1"))
                .containsExactly("east", "twin");
    }

    @Test
    void preferenceStandsAboveDistance() {
        TopologyRule rule = new TopologyRule(Subnets.listOf("10.0.0.0/8"), List.of(east, nowhere), TOKYO);
        assertThat(order(Topology.of(List.of(rule), datacenters), "10.0.0.1")).containsExactly("east", "nowhere");
    }

    @Test
    void measuresGreatCircles() {
        assertThat(Distance.kilometres(NEW_YORK, SAN_FRANCISCO)).isCloseTo(4130, Offset.offset(20.0));
        assertThat(Distance.kilometres(TOKYO, SAN_FRANCISCO)).isCloseTo(8270, Offset.offset(40.0));
        assertThat(Distance.kilometres(TOKYO, TOKYO)).isZero();
        assertThat(Distance.kilometres(new Position(0, 179), new Position(0, -179)))
                .isCloseTo(222.4, Offset.offset(1.0));
        assertThat(Distance.kilometres(new Position(90, 0), new Position(-90, 0)))
                .isCloseTo(20_015, Offset.offset(1.0));
    }

    private static TopologyRule rule(List<Datacenter> prefer, String... subnets) {
        return new TopologyRule(Subnets.listOf(subnets), prefer, null);
    }

    private static List<String> order(Topology topology, String address) {
        return topology.locations()
                .get(LocationTable.location(find(topology, address)))
                .order();
    }

    private static int scope(Topology topology, String address) {
        return LocationTable.scope(find(topology, address));
    }

    private static long find(Topology topology, String address) {
        Subnet client = Subnets.of(address);
        return topology.table().find(client.ipv4(), client.high(), client.low());
    }
}
