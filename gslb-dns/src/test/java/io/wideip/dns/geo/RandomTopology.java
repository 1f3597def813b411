package io.wideip.dns.geo;

import io.wideip.config.Datacenter;
import io.wideip.config.Position;
import io.wideip.config.Region;
import io.wideip.config.Subnet;
import io.wideip.config.TopologyRule;
import io.wideip.dns.geo.database.DatabaseFile;
import io.wideip.dns.geo.database.GeoDatabase;
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

/** Draws rules, databases and addresses, whose networks often lie in and beside each other. */
final class RandomTopology {
    private static final List<String> COUNTRIES = List.of("US", "FR", "JP", "BR");
    private static final List<String> SUBDIVISIONS = List.of("US-CA", "US-NY", "FR-IDF");
    private static final List<String> CONTINENTS = List.of("NA", "EU", "AS", "SA");
    static final List<Datacenter> DATACENTERS = List.of(
            new Datacenter("east", new Position(40.71, -74.01)),
            new Datacenter("paris", new Position(48.85, 2.35), new Position(43.3, 5.4)),
            new Datacenter("tokyo", new Position(35.68, 139.69)),
            new Datacenter("chiba", new Position(35.6, 140.1)),
            new Datacenter("nowhere"));

    private final SplittableRandom random;
    private final Path directory;
    private final List<Subnet> subnets = new ArrayList<>();

    RandomTopology(long seed, Path directory) {
        random = new SplittableRandom(seed);
        this.directory = directory;
    }

    /** Forgets all networks. */
    void begin() {
        subnets.clear();
    }

    List<GeoDatabase> databases(int least, int most) {
        return some(random.nextInt(least, most + 1), this::database);
    }

    List<TopologyRule> rules() {
        return some(random.nextInt(6), this::rule);
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

    /** Any address of either family. */
    Subnet anywhere() {
        boolean ipv4 = random.nextBoolean();
        return ipv4
                ? new Subnet(true, random.nextLong() & -1L << 32, 0, 32)
                : new Subnet(false, random.nextLong(), random.nextLong(), 128);
    }

    /** Often inside or beside one that was made before. */
    private Subnet subnet() {
        Subnet made = within(near(), 0);
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
    Subnet address() {
        Subnet near = near();
        int width = near.ipv4() ? 32 : 128;
        BigInteger first = PlainTopology.number(near);
        BigInteger size = BigInteger.ONE.shiftLeft(width - near.length());
        BigInteger at = switch (random.nextInt(5)) {
            case 0 -> first;
            case 1 -> first.add(size).subtract(BigInteger.ONE);
            case 2 -> first.subtract(BigInteger.ONE);
            case 3 -> first.add(size);
            default -> PlainTopology.number(within(near, near.length()));
        };
        BigInteger inSpace = at.mod(BigInteger.ONE.shiftLeft(width));
        return near.ipv4()
                ? new Subnet(true, inSpace.longValue() << 32, 0, 32)
                : new Subnet(false, inSpace.shiftRight(64).longValue(), inSpace.longValue(), 128);
    }

    /** Any address that shares so many bits. */
    Subnet within(Subnet address, int kept) {
        int width = address.ipv4() ? 32 : 128;
        byte[] octets = new byte[width / 8];
        random.nextBytes(octets);
        BigInteger free = BigInteger.ONE.shiftLeft(width - kept).subtract(BigInteger.ONE);
        BigInteger mixed = PlainTopology.number(address).andNot(free).or(new BigInteger(1, octets).and(free));
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
