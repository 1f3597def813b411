package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.address.AddressMap;
import io.wideip.dns.address.Prefixes;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.GeoDatabase;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compiled table says of both sides of every border of every network, and of random addresses, what the rules and databases say. How many
 * random ones is told by {@code -Dwideip.addresses=10000000}; {@code -Dwideip.database=FILE} tries a database with flat records besides.
 */
@Tag("slow")
final class TopologyBordersTest {
    private static final int ADDRESSES = Integer.getInteger("wideip.addresses", 60_000);
    private static final int TOPOLOGIES = 120;
    private static final int TOPOLOGIES_OF_FILE = 3;
    private static final boolean[] FAMILIES = {true, false};

    private final RandomTopology random;
    private long compared;
    private long borders;

    TopologyBordersTest(@TempDir Path directory) {
        random = new RandomTopology(141414, directory);
    }

    @Test
    void saysWhatRulesAndDatabasesSay() {
        for (int i = 0; i < TOPOLOGIES; i++) {
            random.begin();
            List<GeoDatabase> databases = random.databases(1, 2);
            compare(random.rules(), databases, share(ADDRESSES, TOPOLOGIES, i));
        }
        assertThat(compared - borders).isEqualTo(ADDRESSES);
        assertThat(borders).isGreaterThan(50L * TOPOLOGIES);
        tell();
    }

    @Test
    @EnabledIfSystemProperty(named = "wideip.database", matches = ".+")
    void saysWhatRulesAndAFileSay() throws IOException {
        Path file = Path.of(System.getProperty("wideip.database"));
        GeoDatabase database = DatabaseFile.read(file);
        try (Reader reader = new Reader(file.toFile(), new CHMCache())) {
            for (int i = 0; i < TOPOLOGIES_OF_FILE; i++) {
                random.begin();
                compare(random.rules(), List.of(database), share(ADDRESSES, TOPOLOGIES_OF_FILE, i));
            }
            for (boolean ipv4 : FAMILIES) {
                AddressMap networks = database.networks();
                for (int range = 0; range < networks.ranges(ipv4); range++) {
                    Subnet first = address(ipv4, networks.startHigh(ipv4, range), networks.startLow(ipv4, range));
                    assertReadsAs(reader, database, first);
                    assertReadsAs(reader, database, before(first));
                }
            }
            for (int i = 0; i < ADDRESSES; i++) {
                assertReadsAs(reader, database, random.anywhere());
            }
        }
        tell();
    }

    private static int share(int all, int parts, int part) {
        return all / parts + (part < all % parts ? 1 : 0);
    }

    private void tell() {
        System.out.printf("%,d addresses agree, %,d of them at borders%n", compared, borders);
    }

    private void compare(List<TopologyRule> rules, List<GeoDatabase> databases, int addresses) {
        Topology topology = Topology.of(rules, RandomTopology.DATACENTERS, databases);
        PlainTopology plain = new PlainTopology(rules, databases);
        long before = compared;
        for (GeoDatabase database : databases) {
            AddressMap networks = database.networks();
            for (boolean ipv4 : FAMILIES) {
                for (int range = 0; range < networks.ranges(ipv4); range++) {
                    Subnet first = address(ipv4, networks.startHigh(ipv4, range), networks.startLow(ipv4, range));
                    bothSides(topology, plain, first);
                }
            }
        }
        for (TopologyRule rule : rules) {
            for (Subnet network : rule.clients().everySubnet()) {
                bothSides(topology, plain, address(network.ipv4(), network.high(), network.low()));
                bothSides(topology, plain, behind(network));
            }
        }
        borders += compared - before;
        for (int i = 0; i < addresses; i++) {
            assertAgrees(topology, plain, i % 2 == 0 ? random.anywhere() : random.address());
        }
    }

    private void bothSides(Topology topology, PlainTopology plain, Subnet first) {
        assertAgrees(topology, plain, first);
        assertAgrees(topology, plain, before(first));
    }

    /** There, and at both ends of the scope. */
    private void assertAgrees(Topology topology, PlainTopology plain, Subnet address) {
        compared++;
        long found = topology.table().find(address.ipv4(), address.high(), address.low());
        Location location = topology.locations().get(LocationTable.location(found));
        assertLocated(plain, address, location);
        Subnet scope = Prefixes.network(address.ipv4(), address.high(), address.low(), LocationTable.scope(found));
        assertLocated(plain, address(scope.ipv4(), scope.high(), scope.low()), location);
        assertLocated(plain, before(behind(scope)), location);
    }

    private static void assertLocated(PlainTopology plain, Subnet address, Location location) {
        Location expected = plain.locate(address);
        if (!location.equals(expected)) { // Millions of assertions would take longer than what they assert.
            assertThat(location).as("%s", address).isEqualTo(expected);
        }
    }

    /** The IPv4 networks of an IPv6 tree lie in ::/96, where no IPv6 client is. */
    private static void assertReadsAs(Reader reader, GeoDatabase database, Subnet address) throws IOException {
        if (!address.ipv4() && address.high() == 0 && address.low() >>> 32 == 0) {
            return;
        }
        Map<?, ?> record = reader.get(address.address(), Map.class);
        Object country = record == null ? null : record.get("country_code");
        String read =
                database.find(address.ipv4(), address.high(), address.low()).country();
        if (country == null ? read != null : !country.equals(read)) {
            assertThat(read).as("%s", address).isEqualTo(country);
        }
    }

    /** The first address behind a network, which may be the first of all. */
    private static Subnet behind(Subnet network) {
        int width = network.ipv4() ? 32 : 128;
        return wrapped(
                network.ipv4(), PlainTopology.number(network).add(BigInteger.ONE.shiftLeft(width - network.length())));
    }

    /** The address before, which may be the last of all. */
    private static Subnet before(Subnet address) {
        return wrapped(address.ipv4(), PlainTopology.number(address).subtract(BigInteger.ONE));
    }

    private static Subnet wrapped(boolean ipv4, BigInteger number) {
        BigInteger inSpace = number.mod(BigInteger.ONE.shiftLeft(ipv4 ? 32 : 128));
        return ipv4
                ? address(true, inSpace.longValue() << 32, 0)
                : address(false, inSpace.shiftRight(64).longValue(), inSpace.longValue());
    }

    private static Subnet address(boolean ipv4, long high, long low) {
        return new Subnet(ipv4, high, low, ipv4 ? 32 : 128);
    }
}
