package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What loss, delay, black holes of several kinds, a vanished address, a cut link and a dead nameserver do to verdicts. All targets begin
 * healthy. In a network of the test's own.
 */
@Tag("slow")
final class FaultyNetworkIT {
    private static final String WIDEIP = "wideip-faulty-network";
    private static final int TARGETS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String FAULTS = """
            10.9.0.2 loss
            10.9.0.3 delay
            10.9.0.4 black-hole
            10.9.0.5 no-data
            10.9.0.6 small-only
            10.9.0.7 vanish
            10.9.0.9 black-hole
            """;
    /** Found by the nameserver at 10.9.0.9. */
    private static final List<String> NAMED = List.of("living.example.net", "dying.example.net");
    /** What {@code dying.example.net} has. */
    private static final String DYING = "10.9.0.11";

    @TempDir
    private Path scratch;

    @Test
    void tellsTheNetworksFaultsFromItsOwn() throws Exception {
        Programs programs = Programs.require(Map.of("python3", "python3", "ip", "iproute2", "unshare", "util-linux"));
        try (InputStream script = FaultyNetworkIT.class.getResourceAsStream("/network/faulty_network.py")) {
            Files.copy(Objects.requireNonNull(script), scratch.resolve("faulty_network.py"));
        }
        List<String> network = programs.command(
                "unshare", "--user --map-root-user --net --mount --pid --fork --kill-child python3 faulty_network.py");
        if (!Programs.run(scratch, with(network, "true")).contains("the network is up")) {
            abort("SKIPPED: no network namespace with TUN devices can be made here");
        }
        Files.writeString(Files.createDirectories(scratch.resolve("config")).resolve("wideip.yaml"), yaml());
        try (Daemons daemons = new Daemons(Tree.LOGS)) {
            String[] serve = Tree.wideip("serve", "--config", "config", "--log-level", "debug")
                    .toArray(String[]::new);
            Process process = daemons.start(WIDEIP, scratch, Map.of(), with(network, serve));
            daemons.eventually(() -> assertThat(verdicts("up")).hasSize(TARGETS + NAMED.size()));
            OutputStream faults = process.getOutputStream();

            tell(faults, FAULTS);
            within(
                    PATIENCE,
                    () -> assertThat(verdicts("down"))
                            .containsExactlyInAnyOrder(
                                    "10.9.0.4: no connection within 2s",
                                    "10.9.0.5: no answer within 2s",
                                    "10.9.0.6: the body lacks 'ok', and did not end within 2s",
                                    "10.9.0.7: no connection within 2s"));

            // The nameserver is dead: a host name keeps its addresses, and a dead target is found at them all the same.
            within(PATIENCE, () -> assertThat(lines("can't be looked up")).isNotEmpty());
            tell(faults, DYING + " black-hole\n");
            within(PATIENCE, () -> assertThat(verdicts("down")).contains("dying.example.net: no connection within 2s"));

            tell(faults, "link down\n");
            // Longer than a verdict is trusted whose evidence is old.
            within(
                    PATIENCE,
                    () -> assertThat(lines("checks could not be made, .*this machine has no route"))
                            .hasSizeGreaterThan(12));
            assertThat(verdicts("down")).as("nobody goes down for a cut link").hasSize(5);

            tell(faults, "link up\n");
            within(
                    PATIENCE,
                    () -> assertThat(
                                    lines(
                                            "(10.9.0.[138]|living.example.net) .* is up: checks end again, and it is as it was"))
                            .hasSize(4));
            assertThat(lines("(10.9.0.[1238]|living.example.net) .* is down")).isEmpty();
        }
    }

    private static void tell(OutputStream network, String faults) throws IOException {
        network.write(faults.getBytes(StandardCharsets.US_ASCII));
        network.flush();
    }

    private static void within(Duration patience, Assertion assertion) {
        Awaitility.await().atMost(patience).untilAsserted(assertion::check);
    }

    private interface Assertion {
        void check();
    }

    /** The addresses that went up or down for their checks, each with the cause of it where it is down. */
    private static List<String> verdicts(String verdict) {
        return lines(" is " + verdict + ": (3 checks in a row|its first)").stream()
                .map(line -> line.replaceFirst(".* target (\\S+) .* is \\w+: ", "$1: ")
                        .replaceFirst(": 3 checks in a row failed, the last with", ""))
                .toList();
    }

    private static List<String> lines(String pattern) {
        try (Stream<String> all = Files.lines(Tree.LOGS.resolve(WIDEIP + ".log"))) {
            return all.filter(line -> line.matches(".*" + pattern + ".*")).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }

    private static String yaml() {
        StringBuilder yaml = new StringBuilder("""
                version: 1
                server: {dns: {listen: ["127.0.0.1:5300"]}, admin: {listen: "127.0.0.1:8053"}}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: [192.0.2.53]}}}
                datacenters: {east: {}, west: {}}
                healthChecks:
                  app: {type: http, port: 8080, interval: 2s, timeout: 2s, fall: 3, rise: 1, expect: {body: ok}}
                vips:
                """);
        IntStream.rangeClosed(1, TARGETS)
                .forEach(i -> yaml.append("  v%d: {datacenter: %s, addresses: [10.9.0.%1$d], healthCheck: app}%n"
                        .formatted(i, i % 2 == 0 ? "east" : "west")));
        NAMED.forEach(name -> yaml.append("  %s: {datacenter: east, hostname: %s, healthCheck: app}%n"
                .formatted(name.replaceAll("\\..*", ""), name)));
        return yaml + """
                wideIps:
                  shop.apps.example.com: {policy: round-robin, members: [v1, v2, v3, v4, v5, v6, v7, v8]}
                  named.apps.example.com: {policy: failover, members: [living, dying]}
                """;
    }
}
