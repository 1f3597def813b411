package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Backend;
import io.wideip.app.Dig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while a datacenter is dead, with the default times of health checks. */
@Timeout(180)
@Tag("slow")
final class RestartIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String DEAD = "127.0.0.2";
    private static final String ALIVE = "127.0.0.3";
    private static final Pattern READY = Pattern.compile("ready after ([0-9.]+) s");
    /** A hundred are made by bench/prober. */
    private static final int RESTARTS = 4;

    @TempDir
    Path directory;

    @Test
    void theFirstAnswerComesSoonAndNeverLeadsToTheDead() throws Exception {
        try (Backend alive = new Backend(ALIVE, 0)) {
            int port = freePort();
            write(port, alive.port());
            try (Running first = serve()) {
                ready(first);
                assertThat(new Dig(dns(port)).a(SHOP))
                        .as("judged before the first answer")
                        .containsExactly(ALIVE);
                await().until(() -> Files.exists(directory.resolve("state/verdicts")));
                awaitSaved();
                first.signal("KILL");
                first.awaitEnd();
            }
            for (int i = 0; i < RESTARTS; i++) {
                try (Running next = serve()) {
                    assertThat(ready(next)).isLessThan(3);
                    for (int j = 0; j < 20; j++) {
                        assertThat(new Dig(dns(port)).a(SHOP)).containsExactly(ALIVE);
                    }
                    next.signal("KILL");
                    next.awaitEnd();
                }
            }
        }
    }

    @Test
    void aDamagedStateFileCostsAWarning() throws Exception {
        try (Backend alive = new Backend(ALIVE, 0)) {
            int port = freePort();
            write(port, alive.port());
            Files.createDirectory(directory.resolve("state"));
            Files.writeString(directory.resolve("state/verdicts"), "wideip verdicts 1 nonsense");
            try (Running serve = serve()) {
                ready(serve);
                assertThat(new Dig(dns(port)).a(SHOP)).containsExactly(ALIVE);
                assertThat(serve.err().lines())
                        .filteredOn(line -> line.contains("WARN") && line.contains("verdicts.refused"))
                        .hasSize(1);
                assertThat(serve.err()).doesNotContain("Exception");
            }
            assertThat(directory.resolve("state/verdicts.refused")).exists();
        }
    }

    private void awaitSaved() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        Files.readString(directory.resolve("state/verdicts")).contains("\tDOWN\t"));
    }

    private Running serve() throws IOException {
        return new Running("serve", "--config", directory.toString());
    }

    /** Seconds from the start of the process's own clock. */
    private static double ready(Running serve) {
        serve.awaitErr("ready after");
        await().until(() -> READY.matcher(serve.err()).find());
        Matcher ready = READY.matcher(serve.err());
        assertThat(ready.find()).isTrue();
        return Double.parseDouble(ready.group(1));
    }

    private static InetSocketAddress dns(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void write(int port, int httpPort) throws IOException {
        Files.write(
                directory.resolve("wideip.yaml"),
                List.of(
                        "version: 1",
                        "server:",
                        "  dns: {listen: [\"127.0.0.1:" + port + "\"], threads: 1}",
                        "  admin: {listen: \"127.0.0.1:0\"}",
                        "  state: state",
                        "zones:",
                        "  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}",
                        "datacenters: {east: {}, west: {}}",
                        "healthChecks:",
                        "  app: {type: http, port: " + httpPort + ", path: /healthz}",
                        "vips:",
                        "  ltm-east: {datacenter: east, addresses: [" + DEAD + "]}",
                        "  ltm-west: {datacenter: west, addresses: [" + ALIVE + "]}",
                        "wideIps:",
                        "  " + SHOP + ": {policy: failover, members: [ltm-east, ltm-west], healthCheck: app}"));
    }
}
