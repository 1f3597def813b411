package io.wideip.dns.geo.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.config.Datacenter;
import io.wideip.config.GeoOptions;
import io.wideip.config.Position;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Section;

/** Files that come, go, are damaged and replaced. */
@Timeout(60)
final class GeoDatabasesIT {
    private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_780_100_000);

    @TempDir
    private Path directory;

    private final CopyOnWriteArrayList<List<GeoDatabase>> given = new CopyOnWriteArrayList<>();

    @Test
    void damageAndAbsenceLeaveTheLastGoodOne() throws Exception {
        Path countries = directory.resolve("countries.mmdb");
        put(countries, country("FR").octets());
        try (GeoDatabases databases = new GeoDatabases(given::add, CLOCK, Duration.ofMillis(20))) {
            databases.use(new GeoOptions(List.of(countries))).get(10, SECONDS);
            assertThat(countryNow(databases)).isEqualTo("FR");

            put(countries, "half of it".getBytes(StandardCharsets.UTF_8));
            awaitFault(databases, countries, "damaged");
            assertThat(countryNow(databases)).isEqualTo("FR");

            Files.delete(countries);
            awaitFault(databases, countries, "no such file");
            assertThat(countryNow(databases)).isEqualTo("FR");

            put(countries, country("JP").octets());
            await().until(() -> countryNow(databases).equals("JP"));
            await().untilAsserted(() -> assertThat(databases.faults()).containsEntry(countries, Optional.empty()));
            assertThat(last()).isEqualTo(databases.current());
        }
    }

    @Test
    void oneForWhichTheMemoryIsTooSmallIsToldAsThat() throws Exception {
        Path countries = directory.resolve("countries.mmdb");
        put(countries, country("FR").octets());
        Consumer<List<GeoDatabase>> user = all -> {
            if (!given.isEmpty()) {
                throw new OutOfMemoryError("Java heap space");
            }
            given.add(all);
        };
        try (GeoDatabases databases = new GeoDatabases(user, CLOCK, Duration.ofMillis(20))) {
            databases.use(new GeoOptions(List.of(countries))).get(10, SECONDS);
            put(countries, country("JP").octets());
            awaitFault(databases, countries, "too large for the memory that Java may use (-Xmx)");
            assertThat(countryNow(databases)).isEqualTo("FR");
        }
    }

    @Test
    void thoseThatCannotBePutToUseAtFirstAreTriedUntilTheyCan() throws Exception {
        Path countries = directory.resolve("countries.mmdb");
        put(countries, country("FR").octets());
        AtomicBoolean isTooMuch = new AtomicBoolean(true);
        try (GeoDatabases databases = new GeoDatabases(lacksMemory(isTooMuch), CLOCK, Duration.ofMillis(20))) {
            assertThat(databases.use(new GeoOptions(List.of(countries)))).failsWithin(Duration.ofSeconds(10));
            awaitFault(databases, countries, "can't be put to use: java.lang.OutOfMemoryError: Java heap space");
            isTooMuch.set(false);
            await().untilAsserted(() -> assertThat(databases.faults()).containsEntry(countries, Optional.empty()));
            assertThat(given).hasSize(1);
        }
    }

    @Test
    void whatOthersHaveReplacedMeanwhileIsNotTriedAgain() throws Exception {
        Path countries = directory.resolve("countries.mmdb");
        put(countries, country("FR").octets());
        AtomicBoolean isTooMuch = new AtomicBoolean(true);
        try (GeoDatabases databases = new GeoDatabases(lacksMemory(isTooMuch), CLOCK, Duration.ofMillis(400))) {
            assertThat(databases.use(new GeoOptions(List.of(countries)))).failsWithin(Duration.ofSeconds(10));
            isTooMuch.set(false);
            databases.use(GeoOptions.NONE).get(10, SECONDS);
            assertThat(databases.faults()).isEmpty();
            // Longer than the pause.
            await().during(Duration.ofMillis(600)).until(() -> given.size() == 1);
        }
    }

    /** To compile them takes seconds. */
    @Test
    void filesThatAreReplacedTogetherAreGivenOnOnce() throws Exception {
        List<Path> files =
                List.of(directory.resolve("ipv4.mmdb"), directory.resolve("ipv6.mmdb"), directory.resolve("asns.mmdb"));
        for (Path file : files) {
            put(file, country("FR").octets());
        }
        try (GeoDatabases databases = new GeoDatabases(given::add, CLOCK, Duration.ofMillis(200))) {
            databases.use(new GeoOptions(files)).get(10, SECONDS);
            assertThat(given).hasSize(1);
            put(files.get(0), country("JP").octets());
            put(files.get(1), country("JP").octets());
            await().until(() -> given.size() > 1);
            assertThat(last()).extracting(GeoDatabasesIT::country).containsExactly("JP", "JP", "FR");

            put(files.get(0), country("FR").octets());
            put(files.get(2), "half of it".getBytes(StandardCharsets.UTF_8));
            await().until(() -> given.size() > 2);
            assertThat(last()).extracting(GeoDatabasesIT::country).containsExactly("FR", "JP", "FR");
        }
    }

    @Test
    void aFileThatComesLaterAndOthersThatGo() throws Exception {
        Path countries = directory.resolve("countries.mmdb");
        Path asns = directory.resolve("asns.mmdb");
        put(
                asns,
                MmdbWriter.both()
                        .put("192.0.2.0/24", Map.of("autonomous_system_number", 64500))
                        .octets());
        try (GeoDatabases databases = new GeoDatabases(given::add, CLOCK, Duration.ofMillis(20))) {
            databases.use(new GeoOptions(List.of(countries, asns))).get(10, SECONDS);
            assertThat(last()).extracting(GeoDatabase::file).containsExactly(asns);
            put(countries, country("FR").octets());
            await().until(() -> databases.current().size() == 2);
            await().untilAsserted(() ->
                    assertThat(last()).extracting(GeoDatabase::file).containsExactly(countries, asns));

            databases.use(new GeoOptions(List.of(countries))).get(10, SECONDS);
            assertThat(last()).extracting(GeoDatabase::file).containsExactly(countries);
            databases.use(GeoOptions.NONE).get(10, SECONDS);
            assertThat(last()).isEmpty();
        }
    }

    @Test
    void answersFollowTheDatabase() throws Exception {
        TestCatalog site = new TestCatalog()
                .zone("example.org", "")
                .datacenter(new Datacenter("paris", new Position(48.85, 2.35)))
                .datacenter(new Datacenter("tokyo", new Position(35.68, 139.69)))
                .vip("a", "paris", "192.0.2.1")
                .vip("b", "tokyo", "192.0.2.2")
                .wideIp("shop.example.org", "geo", "a", "b");
        TestServer server = new TestServer(site);
        SnapshotCompiler compiler = server.compiler();
        Path countries = directory.resolve("countries.mmdb");
        put(countries, country("JP").octets());
        try (GeoDatabases databases = new GeoDatabases(compiler::databases, CLOCK, Duration.ofMillis(20))) {
            databases.use(new GeoOptions(List.of(countries))).get(10, SECONDS);
            assertThat(answer(server)).isEqualTo("192.0.2.2");
            int serial = compiler.serials().values().iterator().next();

            put(countries, country("FR").octets());
            await().untilAsserted(() -> assertThat(answer(server)).isEqualTo("192.0.2.1"));
            assertThat(compiler.serials().values()).doesNotContain(serial);
        }
    }

    private static String answer(TestServer server) {
        return server.ask(TestServer.query("shop.example.org", "A"), "192.0.2.5")
                .getSection(Section.ANSWER)
                .get(0)
                .rdataToString();
    }

    private List<GeoDatabase> last() {
        return given.get(given.size() - 1);
    }

    private static void awaitFault(GeoDatabases databases, Path file, String fault) {
        await().untilAsserted(() -> assertThat(databases.faults().get(file))
                .hasValueSatisfying(told -> assertThat(told).contains(fault)));
    }

    private static String countryNow(GeoDatabases databases) {
        return country(databases.current().get(0));
    }

    private static String country(GeoDatabase database) {
        return String.valueOf(database.find(true, 0xc000_0201L << 32, 0).country());
    }

    private static MmdbWriter country(String code) {
        return MmdbWriter.both()
                .built(1_780_000_000 + code.charAt(0))
                .put("192.0.2.0/24", Map.of("country_code", code));
    }

    private static void put(Path file, byte[] octets) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, octets);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Consumer<List<GeoDatabase>> lacksMemory(AtomicBoolean lacks) {
        return all -> {
            if (lacks.get()) {
                throw new OutOfMemoryError("Java heap space");
            }
            given.add(all);
        };
    }
}
