package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The process is stopped, or gets too little of a processor, while a single failure would take a target down. */
@Timeout(180)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
final class StarvedIT {
    private static final int TARGETS = 20;

    @TempDir
    Path directory;

    private Backend healthy;
    private Backend dying;
    private Running serve;

    @BeforeEach
    void start() throws IOException {
        healthy = new Backend("127.0.0.3", 0);
        dying = new Backend("127.0.0.4", healthy.port());
        Files.writeString(directory.resolve("wideip.yaml"), yaml(healthy.port()));
        serve = new Running("serve", "--config", directory.toString());
        serve.awaitErr("ready after");
        awaitChecks();
    }

    @AfterEach
    void end() {
        serve.close();
        dying.close();
        healthy.close();
    }

    @Test
    void aStopTakesNoTargetDown() throws Exception {
        stopAndGo(1, 6_000, 0);
        awaitChecks();
        assertThat(down()).isEmpty();
        assertTheDeadIsFound();
    }

    @Test
    void aStutterTakesNoTargetDown() throws Exception {
        stopAndGo(10, 800, 200);
        awaitChecks();
        assertThat(down()).isEmpty();
        assertTheDeadIsFound();
    }

    /** The dead one hangs, so that it fails by its timeout, in which the process is stopped for most of the time. */
    @Test
    void withAFifthOfAProcessorNoTargetGoesDownAndTheDeadIsFound() throws Exception {
        stopAndGo(50, 80, 20);
        assertThat(down()).isEmpty();
        dying.hang();
        for (int i = 0; i < 60 && down().isEmpty(); i++) {
            stopAndGo(10, 80, 20);
        }
        assertThat(down()).isNotEmpty().allMatch(line -> line.contains("target 127.0.0.4 "));
    }

    private void stopAndGo(int times, int stopMillis, int goMillis) throws Exception {
        for (int i = 0; i < times; i++) {
            serve.signal("STOP");
            Thread.sleep(stopMillis);
            serve.signal("CONT");
            Thread.sleep(goMillis);
        }
    }

    private void assertTheDeadIsFound() {
        dying.hang();
        await().atMost(Duration.ofMinutes(1)).until(() -> !down().isEmpty());
        assertThat(down()).allMatch(line -> line.contains("target 127.0.0.4 "));
    }

    /** Each target has been checked some times. */
    private void awaitChecks() {
        int before = healthy.successes().size();
        await().atMost(Duration.ofSeconds(30)).until(() -> healthy.successes().size() > before + 3 * TARGETS);
    }

    private List<String> down() {
        return serve.err()
                .lines()
                .filter(line -> line.contains(" prober ") && line.contains(" is down: "))
                .toList();
    }

    private static String yaml(int port) {
        StringBuilder yaml = new StringBuilder("""
                version: 1
                server:
                  dns: {listen: ["127.0.0.1:0"], threads: 1}
                  admin: {listen: "127.0.0.1:0"}
                zones:
                  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
                datacenters: {east: {}}
                healthChecks:
                  app: {type: http, port: %d, interval: 1s, timeout: 1s, fall: 1, rise: 1}
                  vip: {type: http, port: %d, interval: 1s, timeout: 1s, fall: 1, rise: 1, host: dying.example.com}
                vips:
                  healthy: {datacenter: east, addresses: [127.0.0.3]}
                  dying: {datacenter: east, addresses: [127.0.0.4], healthCheck: vip}
                wideIps:
                  dying.apps.example.com: {members: [dying]}
                """.formatted(port, port));
        for (int i = 0; i < TARGETS; i++) {
            yaml.append("  n" + i + ".apps.example.com: {members: [healthy], healthCheck: app}\n");
        }
        return yaml.toString();
    }
}
