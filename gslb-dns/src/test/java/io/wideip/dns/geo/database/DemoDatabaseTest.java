package io.wideip.dns.geo.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The demo's database is in the jar as octets; this is what it says. */
final class DemoDatabaseTest {
    private static final Path FILE = Path.of("../app/src/main/resources/io/wideip/app/demo/clients.mmdb");

    @Test
    void saysWhereTheDemosClientsAre() throws IOException {
        byte[] made = MmdbWriter.both()
                .type("Wideip-Demo-City")
                .put("127.1.0.0/16", place("US", "NY", 42.65, -73.76))
                .put("127.2.0.0/16", place("US", "CA", 38.58, -121.49))
                .put("192.0.2.0/24", place("FR", "IDF", 48.86, 2.35))
                .put("203.0.113.0/24", place("JP", "13", 35.68, 139.69))
                .put("2001:db8:1::/48", place("FR", "IDF", 48.86, 2.35))
                .put("2001:db8:2::/48", place("JP", "13", 35.68, 139.69))
                .octets();
        assertThat(Files.readAllBytes(FILE)).isEqualTo(made);
    }

    private static Map<String, Object> place(String country, String subdivision, double latitude, double longitude) {
        return new TreeMap<>(Map.of(
                "country", Map.of("iso_code", country),
                "location", new TreeMap<>(Map.of("latitude", latitude, "longitude", longitude)),
                "subdivisions", List.of(Map.of("iso_code", subdivision))));
    }
}
