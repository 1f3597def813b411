package io.wideip.dns.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Region;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.GeoDatabase;
import io.wideip.dns.geo.database.GeoRecord;
import io.wideip.dns.geo.database.MmdbWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
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
    private static final List<String> COUNTRIES = List.of("US", "FR", "JP", "BR");
    private static final List<String> SUBDIVISIONS = List.of("US-CA", "US-NY", "FR-IDF");
    private static final List<String> CONTINENTS = List.of("NA", "EU", "AS", "SA");
    private static final List<Datacenter> DATACENTERS = List.of(
            new Datacenter("east", new Position(40.71, -74.01)),
            new Datacenter("paris", new Position(48.85, 2.35), new Position(43.3, 5.4)),
            new Datacenter("tokyo", new Position(35.68, 139.69)),
            new Datacenter("chiba", new Position(35.6, 140.1)),
            new Datacenter("nowhere"));

    @TempDir
    private Path directory;

    private final SplittableRandom random = new SplittableRandom(1414);
    private final List<Subnet> subnets = new ArrayList<>();

    @Test
    void saysWhatRulesAndDatabasesSay() throws IOException {
        int ruled = 0;
        int byDistance = 0;
        for (int round = 0; round < ROUNDS; round++) {
            subnets.clear();
            List<GeoDatabase> databases = some(random.nextInt(3), this::database);
            List<TopologyRule> rules = some(random.nextInt(6), this::rule);
            Topology topology = Topology.of(rules, DATACENTERS, databases);
            for (int i = 0; i < ADDRESSES; i++) {
                Subnet address = address();
                Plain plain = new Plain(rules, databases);
                Location expected = plain.locate(address);
                @Nullable Integer rule = plain.rule;
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
    private void assertWidest(Topology topology, Plain plain, Subnet address, int scope, Location location) {
        int width = address.ipv4() ? 32 : 128;
        for (int i = 0; i < 5; i++) {
            Subnet other = random(address, scope);
            assertThat(plain.locate(other))
                    .as("%s and %s in /%s", address, other, scope)
                    .isEqualTo(location);
        }
        if (scope > 0 && width == 32) {
            // Some range in the other half of the next wider network differs: looked for at each border there.
            BigInteger half = BigInteger.ONE.shiftLeft(width - scope);
            BigInteger first = number(address)
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

    /** The rules and databases read for one address, in the plainest way. */
    private static final class Plain {
        private final List<TopologyRule> rules;
        private final List<GeoDatabase> databases;

        @Nullable
        private Integer rule;

        Plain(List<TopologyRule> rules, List<GeoDatabase> databases) {
            this.rules = rules;
            this.databases = databases;
        }

        Location locate(Subnet written) {
            Subnet address = unmapped(written);
            GeoRecord record = GeoRecord.NOTHING;
            for (GeoDatabase database : databases) {
                record = record.orElse(database.find(address.ipv4(), address.high(), address.low()));
            }
            rule = null;
            int longest = -1;
            for (int i = 0; i < rules.size(); i++) {
                int length = longest(rules.get(i).clients(), address, record);
                if (length > longest) {
                    longest = length;
                    rule = i;
                }
            }
            for (int i = 0; i < rules.size() && rule == null; i++) {
                rule = holdsByRecord(rules.get(i).clients(), address, record) ? i : null;
            }
            if (rule == null) {
                Position position = record.whereabouts();
                return position == null ? Location.UNKNOWN : byDistance(position);
            }
            TopologyRule decides = rules.get(rule);
            if (decides.position() != null) {
                return byDistance(decides.position());
            }
            return decides.weights().isEmpty()
                    ? new Location(
                            decides.prefer().stream().map(Datacenter::name).toList())
                    : new Location(List.of(List.copyOf(decides.weights().keySet())), decides.weights());
        }

        private static int longest(Region region, Subnet address, GeoRecord record) {
            if (region.not() != null && holds(region.not(), address, record)) {
                return -1;
            }
            int longest = -1;
            for (Subnet subnet : region.subnets()) {
                longest = contains(subnet, address)
                        ? Math.max(longest, unmapped(subnet).length())
                        : longest;
            }
            for (Region inner : region.regions()) {
                longest = Math.max(longest, longest(inner, address, record));
            }
            return longest;
        }

        private static boolean holds(Region region, Subnet address, GeoRecord record) {
            return longest(region, address, record) >= 0 || holdsByRecord(region, address, record);
        }

        private static boolean holdsByRecord(Region region, Subnet address, GeoRecord record) {
            boolean named = region.countries().contains(String.valueOf(record.country()))
                    || region.continents().contains(String.valueOf(record.continent()))
                    || record.subdivisions().stream().anyMatch(region.subdivisions()::contains)
                    || region.asns().contains(record.asn());
            boolean inner = region.regions().stream().anyMatch(each -> holdsByRecord(each, address, record));
            return (named || inner) && (region.not() == null || !holds(region.not(), address, record));
        }

        private static Location byDistance(Position client) {
            List<Datacenter> placed = DATACENTERS.stream()
                    .filter(each -> !each.positions().isEmpty())
                    .sorted(Comparator.comparingDouble(each -> nearest(each, client)))
                    .toList();
            List<List<String>> ranks = new ArrayList<>();
            double first = Double.NEGATIVE_INFINITY;
            for (Datacenter each : placed) {
                if (nearest(each, client) > first + 25) {
                    first = nearest(each, client);
                    ranks.add(new ArrayList<>());
                }
                ranks.get(ranks.size() - 1).add(each.name());
            }
            return new Location(ranks, Map.of());
        }

        private static double nearest(Datacenter datacenter, Position client) {
            return datacenter.positions().stream()
                    .mapToDouble(each -> Distance.kilometres(client, each))
                    .min()
                    .orElseThrow();
        }
    }

    private static boolean contains(Subnet written, Subnet address) {
        Subnet subnet = unmapped(written);
        int width = address.ipv4() ? 32 : 128;
        return subnet.ipv4() == address.ipv4()
                && number(subnet)
                        .shiftRight(width - subnet.length())
                        .equals(number(address).shiftRight(width - subnet.length()));
    }

    private static Subnet unmapped(Subnet written) {
        boolean mapped =
                !written.ipv4() && written.length() >= 96 && written.high() == 0 && written.low() >>> 32 == 0xffff;
        return mapped ? new Subnet(true, written.low() << 32, 0, written.length() - 96) : written;
    }

    private static BigInteger number(Subnet subnet) {
        return new BigInteger(1, subnet.lowest());
    }

    private TopologyRule rule() {
        Region clients = region(2);
        return switch (random.nextInt(3)) {
            case 0 ->
                new TopologyRule(
                        clients, List.copyOf(new LinkedHashSet<>(some(3, () -> of(DATACENTERS)))), Map.of(), null);
            case 1 -> new TopologyRule(clients, List.of(), Map.of("east", 80, "tokyo", 20), null);
            default ->
                new TopologyRule(
                        clients, List.of(), Map.of(), new Position(random.nextInt(-90, 91), random.nextInt(-180, 181)));
        };
    }

    private Region region(int depth) {
        return new Region(
                List.copyOf(new LinkedHashSet<>(some(random.nextInt(4), this::subnet))),
                set(CONTINENTS, 1),
                set(COUNTRIES, 2),
                set(SUBDIVISIONS, 1),
                random.nextInt(4) == 0 ? Set.of(64500L) : Set.of(),
                depth > 0 && random.nextInt(3) == 0 ? some(2, () -> region(depth - 1)) : List.of(),
                depth > 0 && random.nextInt(3) == 0 ? region(0) : null);
    }

    private Set<String> set(List<String> from, int most) {
        return new LinkedHashSet<>(some(random.nextInt(most + 1), () -> of(from)));
    }

    private GeoDatabase database() {
        boolean hasIpv6 = random.nextInt(4) > 0;
        MmdbWriter writer = hasIpv6 ? MmdbWriter.both() : MmdbWriter.ipv4Only();
        writer.put("192.0.2.0/24", Map.of("country_code", "US"));
        some(random.nextInt(1, 12), this::subnet).stream()
                .sorted(Comparator.comparingInt(Subnet::length))
                .filter(network -> network.ipv4() || hasIpv6 && network.length() > 0 && network.high() != 0)
                .forEach(network -> writer.put(network.toString(), record()));
        Path file = directory.resolve("random.mmdb");
        writer.write(file);
        try {
            return DatabaseFile.read(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> record() {
        String country = of(COUNTRIES);
        return switch (random.nextInt(4)) {
            case 0 -> Map.of("country_code", country);
            case 1 -> Map.of("autonomous_system_number", 64500);
            case 2 -> Map.of("country", Map.of("iso_code", "US"), "subdivisions", List.of(Map.of("iso_code", "CA")));
            default ->
                Map.of(
                        "country_code",
                        country,
                        "latitude",
                        random.nextDouble(-90, 90),
                        "longitude",
                        random.nextDouble(180));
        };
    }

    /** Often inside or beside one that was made before. */
    private Subnet subnet() {
        Subnet made = random(near(), 0);
        int width = made.ipv4() ? 32 : 128;
        int length = random.nextInt(width + 1);
        Subnet near = near();
        Subnet base = random.nextBoolean() || near.ipv4() != made.ipv4() ? made : near;
        Subnet subnet = masked(base, length);
        subnets.add(subnet);
        return subnet;
    }

    private Subnet near() {
        if (!subnets.isEmpty() && random.nextInt(3) > 0) {
            return of(subnets);
        }
        boolean ipv4 = random.nextBoolean();
        boolean mapped = !ipv4 && random.nextInt(4) == 0;
        long high = ipv4 ? random.nextLong() & -1L << 32 : mapped ? 0 : random.nextLong();
        long low = ipv4 ? 0 : mapped ? 0xffff_0000_0000L | random.nextLong() >>> 32 : random.nextLong();
        return new Subnet(ipv4, high, low, ipv4 ? 32 : 128);
    }

    /** The first or last address of a network, the one before or behind it, or any. */
    private Subnet address() {
        Subnet near = near();
        int width = near.ipv4() ? 32 : 128;
        BigInteger first = number(near);
        BigInteger size = BigInteger.ONE.shiftLeft(width - near.length());
        BigInteger at = switch (random.nextInt(5)) {
            case 0 -> first;
            case 1 -> first.add(size).subtract(BigInteger.ONE);
            case 2 -> first.subtract(BigInteger.ONE);
            case 3 -> first.add(size);
            default -> number(random(near, near.length()));
        };
        BigInteger inSpace = at.mod(BigInteger.ONE.shiftLeft(width));
        return near.ipv4()
                ? new Subnet(true, inSpace.longValue() << 32, 0, 32)
                : new Subnet(false, inSpace.shiftRight(64).longValue(), inSpace.longValue(), 128);
    }

    /** Any address that shares so many bits. */
    private Subnet random(Subnet address, int kept) {
        int width = address.ipv4() ? 32 : 128;
        byte[] octets = new byte[width / 8];
        random.nextBytes(octets);
        BigInteger free = BigInteger.ONE.shiftLeft(width - kept).subtract(BigInteger.ONE);
        BigInteger mixed = number(address).andNot(free).or(new BigInteger(1, octets).and(free));
        return address.ipv4()
                ? new Subnet(true, mixed.longValue() << 32, 0, 32)
                : new Subnet(false, mixed.shiftRight(64).longValue(), mixed.longValue(), 128);
    }

    private static Subnet masked(Subnet address, int length) {
        long high = length == 0 ? 0 : length < 64 ? address.high() & -1L << 64 - length : address.high();
        long low = length <= 64 ? 0 : address.low() & -1L << 128 - length;
        return new Subnet(address.ipv4(), high, low, length);
    }

    private <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static <T> List<T> some(int count, Supplier<T> maker) {
        List<T> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(maker.get());
        }
        return some;
    }
}
