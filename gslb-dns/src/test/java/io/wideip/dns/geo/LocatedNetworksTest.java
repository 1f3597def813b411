package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Region;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.Subnets;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.MmdbWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocatedNetworksTest {
    private static final List<Datacenter> DATACENTERS = List.of(
            new Datacenter("east", new Position(40.71, -74.01)), new Datacenter("paris", new Position(48.85, 2.35)));
    private static final List<Subnet> SPACES = List.of(Subnets.of("0.0.0.0/0"), Subnets.of("::/0"));

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(141414);

    @Test
    void tellsTheParts() throws IOException {
        Topology topology = Topology.of(List.of(rule("10.0.0.0/8"), rule("10.128.0.0/10")), DATACENTERS, database());
        assertThat(told(topology, "10.0.0.0/8", null))
                .containsExactly("10.0.0.0/9 0", "10.128.0.0/10 1", "10.192.0.0/10 0");
        assertThat(told(topology, "10.0.0.0/8", "10.128.0.0/10")).containsExactly("10.192.0.0/10 0");
        assertThat(told(topology, "10.0.0.0/8", "10.192.0.0/10")).isEmpty();
        assertThat(told(topology, "10.1.2.3/32", null)).containsExactly("10.1.2.3/32 0");
        assertThat(told(topology, "192.0.2.0/23", null)).containsExactly("192.0.2.0/24 US", "192.0.3.0/24 -");
        assertThat(told(topology, "198.51.100.0/24", null)).containsExactly("198.51.100.0/24 in EU");
        assertThat(told(topology, "2001:db8::/31", null)).containsExactly("2001:db8::/32 FR", "2001:db9::/32 -");
        assertThat(told(Topology.of(List.of(), DATACENTERS), "::/0", null)).containsExactly("::/0 -");
        Iterator<LocatedNetwork> none = topology.networks(Subnets.of("10.0.0.0/8"), Subnets.of("10.192.0.0/10"));
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void tellsEveryAddressOnceAsItIsLocated() throws IOException {
        int told = 0;
        for (int round = 0; round < 100; round++) {
            List<TopologyRule> rules = new ArrayList<>();
            for (int i = 0; i < random.nextInt(1, 5); i++) {
                Region clients = new Region(
                        List.of(subnet(), subnet()),
                        Set.of(),
                        random.nextBoolean() ? Set.of("US") : Set.of(),
                        Set.of(),
                        Set.of(),
                        List.of(),
                        null);
                rules.add(new TopologyRule(clients, List.of(DATACENTERS.get(i % 2)), Map.of(), null));
            }
            Topology topology = Topology.of(rules, DATACENTERS, random.nextInt(4) == 0 ? List.of() : database());
            for (Subnet space : SPACES) {
                told += check(topology, space);
            }
            check(topology, subnet());
        }
        assertThat(told).isGreaterThan(10_000);
    }

    private int check(Topology topology, Subnet within) {
        List<LocatedNetwork> all = all(topology, within, null);
        BigInteger next = number(within.lowest());
        for (LocatedNetwork each : all) {
            assertThat(number(each.network().lowest())).as("%s", each).isEqualTo(next);
            BigInteger size =
                    BigInteger.ONE.shiftLeft(width(within) - each.network().length());
            next = next.add(size);
            assertLocated(topology, each, address(within, next.subtract(size)));
            assertLocated(topology, each, address(within, next.subtract(BigInteger.ONE)));
            assertLocated(topology, each, inside(each.network()));
        }
        assertThat(next)
                .isEqualTo(number(within.lowest()).add(BigInteger.ONE.shiftLeft(width(within) - within.length())));
        for (int i = 1; i < all.size(); i++) {
            LocatedNetwork last = all.get(i - 1);
            LocatedNetwork other = all.get(i);
            assertThat(isFirstHalf(last.network())
                            && other.network().equals(Prefixes.sibling(last.network()))
                            && isOneReason(last, other))
                    .as("%s and %s are one network", last, other)
                    .isFalse();
        }
        int at = random.nextInt(all.size());
        assertThat(all(topology, within, all.get(at).network())).isEqualTo(all.subList(at + 1, all.size()));
        return all.size();
    }

    private static boolean isFirstHalf(Subnet network) {
        return !number(network.lowest()).testBit(width(network) - network.length());
    }

    private static boolean isOneReason(LocatedNetwork one, LocatedNetwork other) {
        return new LocatedNetwork(other.network(), one.location(), one.rule(), one.country(), one.continent())
                .equals(other);
    }

    private static void assertLocated(Topology topology, LocatedNetwork network, Subnet address) {
        if (!address.equals(address.plain())) {
            return; // Told among the IPv4 ones.
        }
        LocatedClient client = topology.locate(address.ipv4(), address.high(), address.low());
        assertThat(network.location()).as("%s in %s", address, network).isEqualTo(client.location());
        assertThat(network.rule()).as("%s in %s", address, network).isEqualTo(client.rule());
        assertThat(network.country())
                .as("%s in %s", address, network)
                .isEqualTo(client.rule() == null ? client.record().country() : null);
        long found = topology.table().find(address.ipv4(), address.high(), address.low());
        assertThat(topology.locations().get(LocationTable.location(found))).isEqualTo(network.location());
    }

    private static List<LocatedNetwork> all(Topology topology, Subnet within, @Nullable Subnet after) {
        List<LocatedNetwork> all = new ArrayList<>();
        topology.networks(within, after).forEachRemaining(all::add);
        return all;
    }

    private static List<String> told(Topology topology, String within, @Nullable String after) {
        return all(topology, Subnets.of(within), after == null ? null : Subnets.of(after)).stream()
                .map(each -> each.network() + " " + why(each))
                .toList();
    }

    private static String why(LocatedNetwork network) {
        if (network.rule() != null) {
            return network.rule().toString();
        }
        if (network.country() != null) {
            return network.country();
        }
        return network.continent() == null ? "-" : "in " + network.continent();
    }

    private List<GeoDatabase> database() throws IOException {
        Path file = directory.resolve("a.mmdb");
        MmdbWriter.both()
                .put("192.0.2.0/24", Map.of("country_code", "US"))
                .put("198.51.100.0/24", Map.of("continent", Map.of("code", "EU")))
                .put("2001:db8::/32", Map.of("country_code", "FR"))
                .write(file);
        return List.of(DatabaseFile.read(file));
    }

    private static TopologyRule rule(String subnet) {
        return new TopologyRule(List.of(Subnets.of(subnet)), List.of(DATACENTERS.get(0)), null);
    }

    /** Often near a network of the database. */
    private Subnet subnet() {
        boolean ipv4 = random.nextBoolean();
        Subnet near = Subnets.of(ipv4 ? "192.0.2.128/32" : "2001:db8:1::1/128");
        boolean any = random.nextInt(3) == 0;
        long high = any ? ipv4 ? random.nextLong() & -1L << 32 : random.nextLong() : near.high();
        long low = any && !ipv4 ? random.nextLong() : near.low();
        return Prefixes.network(ipv4, high, low, random.nextInt(near.length() + 1));
    }

    private Subnet inside(Subnet network) {
        BigInteger any = new BigInteger(1, new byte[] {(byte) random.nextInt(128), 3, 5, 7, 9, 11, 13, 15, 17});
        BigInteger size = BigInteger.ONE.shiftLeft(width(network) - network.length());
        return address(network, number(network.lowest()).add(any.mod(size)));
    }

    private static Subnet address(Subnet family, BigInteger number) {
        int width = width(family);
        return family.ipv4()
                ? new Subnet(true, number.longValue() << 32, 0, width)
                : new Subnet(false, number.shiftRight(64).longValue(), number.longValue(), width);
    }

    private static BigInteger number(byte[] lowest) {
        return new BigInteger(1, lowest);
    }

    private static int width(Subnet family) {
        return family.ipv4() ? 32 : 128;
    }
}
