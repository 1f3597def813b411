package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.geo.database.GeoDatabase;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compiled table says of every address what the rules and databases say, read one after the other as they are written; and its scope is
 * the widest network of clients of one location.
 */
@Tag("slow")
final class TopologyPropertyTest {
    private static final int ROUNDS = 120;
    private static final int ADDRESSES = 300;

    private final RandomTopology random;

    TopologyPropertyTest(@TempDir Path directory) {
        random = new RandomTopology(1414, directory);
    }

    @Test
    void saysWhatRulesAndDatabasesSay() {
        int ruled = 0;
        int byDistance = 0;
        for (int round = 0; round < ROUNDS; round++) {
            random.begin();
            List<GeoDatabase> databases = random.databases(0, 2);
            List<TopologyRule> rules = random.rules();
            Topology topology = Topology.of(rules, RandomTopology.DATACENTERS, databases);
            for (int i = 0; i < ADDRESSES; i++) {
                Subnet address = random.address();
                PlainTopology plain = new PlainTopology(rules, databases);
                Location expected = plain.locate(address);
                @Nullable Integer rule = plain.rule();
                long found = topology.table().find(address.ipv4(), address.high(), address.low());
                Location location = topology.locations().get(LocationTable.location(found));
                assertThat(location).as("%s by %s", address, rules).isEqualTo(expected);
                assertWidest(topology, plain, address, LocationTable.scope(found), location);

                LocatedClient located = topology.locate(address.ipv4(), address.high(), address.low());
                assertThat(located.location()).isEqualTo(expected);
                assertThat(located.rule()).isEqualTo(rule);
                assertThat(located.scope()).isEqualTo(LocationTable.scope(found));
                ruled += located.rule() != null ? 1 : 0;
                byDistance += located.rule() == null && !location.equals(Location.UNKNOWN) ? 1 : 0;
            }
        }
        assertThat(ruled).isGreaterThan(ROUNDS);
        assertThat(byDistance).isGreaterThan(ROUNDS);
    }

    /** No address in the scope has another location, as far as addresses that are tried tell; beside the network there is one. */
    private void assertWidest(Topology topology, PlainTopology plain, Subnet address, int scope, Location location) {
        int width = address.ipv4() ? 32 : 128;
        for (int i = 0; i < 5; i++) {
            Subnet other = random.within(address, scope);
            assertThat(plain.locate(other))
                    .as("%s and %s in /%s", address, other, scope)
                    .isEqualTo(location);
        }
        if (scope > 0 && width == 32) {
            // Some range in the other half of the next wider network differs: looked for at each border there.
            BigInteger half = BigInteger.ONE.shiftLeft(width - scope);
            BigInteger first = PlainTopology.number(address)
                    .shiftRight(width - scope)
                    .xor(BigInteger.ONE)
                    .shiftLeft(width - scope);
            BigInteger at = first;
            boolean differs = false;
            while (!differs && at.compareTo(first.add(half)) < 0) {
                long found = topology.table().find(true, at.longValue() << 32, 0);
                differs =
                        !topology.locations().get(LocationTable.location(found)).equals(location);
                int own = LocationTable.scope(found);
                at = at.shiftRight(32 - own).add(BigInteger.ONE).shiftLeft(32 - own);
            }
            assertThat(differs).as("%s/%s is the widest", address, scope).isTrue();
        }
    }
}
