package io.wideip.dns.geo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Position;
import io.wideip.config.Subnet;
import io.wideip.dns.Subnets;
import io.wideip.dns.geo.database.MmdbWriter.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseFileTest {
    private static final Map<String, Object> FRANCE = Map.of("country_code", "FR");
    private static final Map<String, Object> JAPAN = Map.of("country_code", "JP");

    @TempDir
    private Path directory;

    @Test
    void readsGeoIp2Country() throws IOException {
        GeoDatabase database = read(MmdbWriter.both()
                .type("GeoLite2-Country")
                .built(1_780_000_000)
                .put(
                        "192.0.2.0/24",
                        Map.of(
                                "continent",
                                Map.of("code", "EU", "geoname_id", 6255148, "names", Map.of("en", "Europe")),
                                "country",
                                Map.of("iso_code", "FR", "is_in_european_union", true),
                                "registered_country",
                                Map.of("iso_code", "US")))
                .put("2001:db8::/32", Map.of("registered_country", Map.of("iso_code", "JP"))));
        assertThat(database.type()).isEqualTo("GeoLite2-Country");
        assertThat(database.built()).isEqualTo(Instant.ofEpochSecond(1_780_000_000));
        assertThat(find(database, "192.0.2.77")).isEqualTo(new GeoRecord("EU", "FR", List.of(), 0, null));
        assertThat(find(database, "192.0.3.0")).isEqualTo(GeoRecord.NOTHING);
        assertThat(find(database, "2001:db8:ffff::1")).isEqualTo(new GeoRecord("AS", "JP", List.of(), 0, null));
        assertThat(find(database, "::ffff:192.0.2.77").country()).isEqualTo("FR");
        assertThat(find(database, "::c000:24d")).isEqualTo(GeoRecord.NOTHING);
    }

    @Test
    void readsGeoIp2City() throws IOException {
        GeoDatabase database = read(MmdbWriter.both()
                .put(
                        "198.51.100.0/25",
                        Map.of(
                                "continent",
                                Map.of("code", "NA"),
                                "country",
                                Map.of("iso_code", "US"),
                                "subdivisions",
                                List.of(Map.of("iso_code", "CA"), Map.of("names", Map.of("en", "Alameda"))),
                                "location",
                                Map.of("latitude", 37.8, "longitude", -122.2, "accuracy_radius", 20))));
        assertThat(find(database, "198.51.100.127"))
                .isEqualTo(new GeoRecord("NA", "US", List.of("US-CA"), 0, new Position(37.8, -122.2)));
        assertThat(find(database, "198.51.100.128")).isEqualTo(GeoRecord.NOTHING);
    }

    @Test
    void readsAsns() throws IOException {
        GeoDatabase database = read(MmdbWriter.both()
                .put(
                        "203.0.113.0/24",
                        Map.of("autonomous_system_number", 64500, "autonomous_system_organization", "Example")));
        assertThat(find(database, "203.0.113.9")).isEqualTo(new GeoRecord(null, null, List.of(), 64500, null));
    }

    @Test
    void readsFlatRecords() throws IOException {
        GeoDatabase database = read(MmdbWriter.ipv4Only()
                .put(
                        "192.0.2.0/24",
                        Map.of("city", "Lyon", "country_code", "FR", "latitude", 45.75f, "longitude", 4.75f))
                .put("192.0.3.0/24", Map.of("country_code", "", "asn", 0))
                .put("192.0.4.0/24", Map.of("country", "France", "country_code", "FR")));
        assertThat(find(database, "192.0.2.1"))
                .isEqualTo(new GeoRecord("EU", "FR", List.of(), 0, new Position(45.75, 4.75)));
        assertThat(find(database, "192.0.3.1")).isEqualTo(GeoRecord.NOTHING);
        assertThat(find(database, "192.0.4.1").country()).isEqualTo("FR");
        assertThat(database.networks().ranges(false)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 28, 32})
    void readsNodesOfEachSize(int bits) throws IOException {
        GeoDatabase database = read(MmdbWriter.both()
                .recordSize(bits)
                .put("0.0.0.0/1", FRANCE)
                .put("128.0.0.0/1", JAPAN)
                .put("255.255.255.255/32", FRANCE)
                .put("ffff::/16", JAPAN));
        assertThat(find(database, "127.255.255.255").country()).isEqualTo("FR");
        assertThat(find(database, "128.0.0.0").country()).isEqualTo("JP");
        assertThat(find(database, "255.255.255.254").country()).isEqualTo("JP");
        assertThat(find(database, "255.255.255.255").country()).isEqualTo("FR");
        assertThat(find(database, "ffff:ffff::").country()).isEqualTo("JP");
        assertThat(find(database, "fffe::")).isEqualTo(GeoRecord.NOTHING);
    }

    @Test
    void doesNotTakeOtherWaysToTheIpv4Networks() throws IOException {
        GeoDatabase database = read(MmdbWriter.both()
                .put("192.0.2.0/24", FRANCE)
                .put("2001:db8::/32", JAPAN)
                .alias("2002::/16")
                .alias("::ffff:0:0/96")
                .alias("2001::/32"));
        assertThat(database.networks().ranges(true)).isEqualTo(3);
        assertThat(database.networks().ranges(false)).isEqualTo(3);
        assertThat(find(database, "2002:c000:201::")).isEqualTo(GeoRecord.NOTHING);
        assertThat(find(database, "::ffff:192.0.2.1").country()).isEqualTo("FR");
    }

    @Test
    void aNetworkThatHoldsAllOfIpv4IsTheirs() throws IOException {
        GeoDatabase database = read(MmdbWriter.both().put("::/8", FRANCE));
        assertThat(find(database, "192.0.2.1").country()).isEqualTo("FR");
        assertThat(find(database, "::1").country()).isEqualTo("FR");
        assertThat(find(database, "100::")).isEqualTo(GeoRecord.NOTHING);
    }

    @Test
    void everyCutIsRefused() throws IOException {
        byte[] whole = MmdbWriter.both().put("192.0.2.0/24", FRANCE).octets();
        for (int length = 0; length < whole.length; length += 7) {
            assertRefused(Arrays.copyOf(whole, length), "damaged, or no MaxMind DB");
        }
    }

    /** Whatever octet is damaged, it is read or refused in an orderly way. */
    @Test
    void noDamageBreaksTheReader() throws IOException {
        byte[] whole = MmdbWriter.both()
                .put("192.0.2.0/24", Map.of("country", Map.of("iso_code", "FR"), "location", Map.of("latitude", 1.5)))
                .put("2001:db8::/32", JAPAN)
                .octets();
        Path file = directory.resolve("damaged.mmdb");
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int octet : new int[] {0, 0x7f, 0xff, whole[at] ^ 0x20, whole[at] + 1}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) octet;
                Files.write(file, damaged);
                try {
                    DatabaseFile.read(file);
                } catch (IOException fault) {
                    refused++;
                    assertThat(fault).hasMessageStartingWith(file.toString());
                }
            }
        }
        assertThat(refused).isGreaterThan(whole.length);
    }

    @Test
    void aTreeThatRunsInACircleIsRefused() throws IOException {
        byte[] circle =
                MmdbWriter.both().put("2001:db8::/32", FRANCE).recordSize(24).octets();
        Arrays.fill(circle, 0, 6, (byte) 0); // Both halves of the root are the root.
        assertRefused(circle, "runs in a circle");
    }

    @Test
    void dataThatPointsToItselfIsRefused() throws IOException {
        // A pointer to the first octet of the data, which is this pointer.
        assertRefused(
                MmdbWriter.both()
                        .put("192.0.2.0/24", new Raw(List.of(0x20, 0x00)))
                        .octets(),
                "damaged");
    }

    @Test
    void hugeCountsAreRefused() throws IOException {
        List<Integer> map = List.of(0xff, 0xff, 0xff, 0xff);
        List<Integer> list = List.of(0x1f, 0x04, 0xff, 0xff, 0xff);
        List<Integer> text = List.of(0x5f, 0xff, 0xff, 0xff);
        for (List<Integer> huge : List.of(map, list, text)) {
            assertRefused(MmdbWriter.both().put("192.0.2.0/24", new Raw(huge)).octets(), "damaged");
        }
    }

    @Test
    void wrongTypesAreRefused() throws IOException {
        assertRefused(Map.of("country", 5), "a record whose 'country' is no map, but a Long");
        assertRefused(Map.of("country_code", 5), "a record whose 'country_code' is no text, but a Long");
        assertRefused(Map.of("latitude", "1.5", "longitude", 2.5), "a record whose 'latitude' is no number");
        assertRefused(Map.of("latitude", 91.5, "longitude", 2.5), "'latitude' is 91.5, not within 90 degrees");
        assertRefused(Map.of("latitude", Double.NaN, "longitude", 2.5), "'latitude' is NaN");
        assertRefused(Map.of("autonomous_system_number", "AS1"), "'autonomous_system_number' is no number");
        assertRefused(Map.of("country_code", "US", "subdivisions", "CA"), "a record whose 'subdivisions' is no list");
        assertRefused("FR", "a record that is no map, but a String");
    }

    @Test
    void aDatabaseOfSomethingElseIsRefused() throws IOException {
        assertRefused(
                MmdbWriter.both()
                        .type("GeoIP2-Connection-Type")
                        .put("192.0.2.0/24", Map.of("connection_type", "Cable/DSL"))
                        .octets(),
                "no country, AS number or coordinates in its records (its type is 'GeoIP2-Connection-Type')");
    }

    @Test
    void whatIsNoRegularFileIsRefused() {
        assertThatThrownBy(() -> DatabaseFile.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a folder, pipe or device");
        assertThatThrownBy(() -> DatabaseFile.read(directory.resolve("none.mmdb")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such file");
    }

    private void assertRefused(Object record, String why) throws IOException {
        assertRefused(MmdbWriter.both().put("192.0.2.0/24", record).octets(), why);
    }

    private void assertRefused(byte[] octets, String why) throws IOException {
        Path file = directory.resolve("bad.mmdb");
        Files.write(file, octets);
        assertThatThrownBy(() -> DatabaseFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(why);
    }

    private GeoDatabase read(MmdbWriter writer) throws IOException {
        Path file = directory.resolve("good.mmdb");
        writer.write(file);
        return DatabaseFile.read(file);
    }

    private static GeoRecord find(GeoDatabase database, String address) {
        Subnet subnet = Subnets.of(address);
        return database.find(subnet.ipv4(), subnet.high(), subnet.low());
    }
}
