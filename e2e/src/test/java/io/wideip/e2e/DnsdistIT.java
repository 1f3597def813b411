package io.wideip.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind dnsdist, which names each client in a PROXY header: its own checks, UDP and TCP, and clients who come past it. */
final class DnsdistIT {
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";
    private static final int SERVER = 53;
    private static final int BALANCER = 54;
    private static final int EASTERN_CLIENT = 61;
    private static final int WESTERN_CLIENT = 62;

    @TempDir
    private Path scratch;

    private final Programs programs = Programs.require(Map.of("dnsdist", "dnsdist", "dig", "bind9-dnsutils"));
    private final LoopbackNetwork network = LoopbackNetwork.free(List.of("53:5300", "53:8053", "54:5300"));

    @Test
    void clientsAreKnownByTheirOwnAddresses() throws IOException {
        copy("wideip.yaml", scratch.resolve("config"));
        copy("dnsdist.conf", scratch);
        try (Daemons daemons = new Daemons(Tree.LOGS.resolve("dnsdist"))) {
            daemons.start("wideip", scratch, Map.of(), Tree.wideip("serve", "--config", "config"));
            daemons.start(
                    "dnsdist",
                    scratch,
                    Map.of(),
                    programs.command("dnsdist", "--supervised --disable-syslog -C dnsdist.conf"));
            daemons.eventually(
                    () -> assertThat(ask(BALANCER, EASTERN_CLIENT, "+time=1")).isEqualTo(EAST));
            for (int round = 0; round < 3; round++) {
                for (String transport : List.of("+notcp", "+tcp")) {
                    assertThat(ask(BALANCER, EASTERN_CLIENT, transport + " +time=5"))
                            .isEqualTo(EAST);
                    assertThat(ask(BALANCER, WESTERN_CLIENT, transport + " +time=5"))
                            .isEqualTo(WEST);
                }
            }
            for (String transport : List.of("+notcp", "+tcp")) {
                assertThat(ask(SERVER, BALANCER, transport + " +time=1"))
                        .as("without a header, from the balancer's address")
                        .isEmpty();
                assertThat(ask(SERVER, WESTERN_CLIENT, transport + " +time=1"))
                        .as("past the balancer")
                        .isEmpty();
            }
        }
    }

    /** What {@code dig +short} prints; empty where there is no answer. */
    private String ask(int server, int client, String options) {
        String command = "-b %s @%s -p 5300 +short +tries=1 %s shop.apps.example.com A"
                .formatted(network.address(client), network.address(server), options);
        return programs.run(scratch, "dig", command);
    }

    private void copy(String name, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (InputStream stream = Objects.requireNonNull(DnsdistIT.class.getResourceAsStream("dnsdist/" + name))) {
            Files.writeString(directory.resolve(name), network.adapt(new String(stream.readAllBytes(), UTF_8)));
        }
    }
}
