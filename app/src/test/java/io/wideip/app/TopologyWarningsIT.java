package io.wideip.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is warned of in a topology depends on the databases in use. */
@Timeout(60)
final class TopologyWarningsIT {
    private static final String YAML = """
            version: 1
            server:
              dns: {listen: ["127.0.0.1:0"]}
              admin: {listen: "127.0.0.1:0"}
              geo: {databases: [{file: ../places.mmdb}]}
            zones: {apps.example.com: {hostmaster: a@example.com, nameservers: {ns1: [192.0.2.53]}}}
            datacenters: {east: {}}
            topology: [{countries: [ZW], prefer: [east]}]
            """;

    @TempDir
    private Path directory;

    @Test
    void areReviewedAnewWhenADatabaseComes() throws Exception {
        Path yaml = Files.createDirectory(directory.resolve("yaml"));
        Files.writeString(yaml.resolve("wideip.yaml"), YAML);
        try (Gslb gslb = Gslb.start(yaml, (target, status) -> {})) {
            gslb.serving().get();
            assertThat(warnings(gslb)).isEqualTo(0); // Nobody knows where clients are.

            Path part = directory.resolve("places.mmdb.part");
            try (InputStream database =
                    Objects.requireNonNull(TopologyWarningsIT.class.getResourceAsStream("command/places.mmdb"))) {
                Files.copy(database, part);
            }
            Files.move(part, directory.resolve("places.mmdb"), StandardCopyOption.ATOMIC_MOVE);
            await().untilAsserted(() -> assertThat(warnings(gslb)).isEqualTo(1));
        }
    }

    private static double warnings(Gslb gslb) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + gslb.adminAddress().getPort() + "/metrics");
        try (InputStream page = metrics.toURL().openStream()) {
            return new String(page.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("wideip_catalog_warnings") && line.contains("rule-never-matches"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
