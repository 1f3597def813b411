package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.Dig;
import io.wideip.app.json.JsonMapping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ServeIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final Pattern READY =
            Pattern.compile("ready after [0-9.]+ s: DNS on 127\\.0\\.0\\.1:(\\d+), admin on");

    @TempDir
    Path directory;

    @Test
    void reloadsOnSighupAndEndsWithZeroOnSigterm() throws Exception {
        OneVip.write(directory, "127.0.0.2");
        try (Running serve = new Running("serve", "--config", directory.toString())) {
            Dig dig = new Dig(dns(serve));
            assertThat(dig.a(SHOP)).containsExactly("127.0.0.2");
            assertThat(serve.err().lines())
                    .allMatch(line ->
                            line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |WARN ) \\S+ +.*"));

            assumeFalse(serve.err().contains("SIGHUP has no effect"), "the tests run under nohup");
            OneVip.write(directory, "127.0.0.4");
            serve.signal("HUP");
            await().until(() -> dig.a(SHOP).equals(List.of("127.0.0.4")));

            Files.writeString(directory.resolve("broken.yaml"), "version: 2\n");
            serve.signal("HUP");
            serve.awaitErr("catalog refused, the last good one stays");
            serve.awaitErr("broken.yaml:1:10: ");
            serve.awaitErr("SIGHUP: reading " + directory);
            serve.awaitErr("SIGHUP: read, problems: 1");
            assertThat(dig.a(SHOP)).containsExactly("127.0.0.4");

            Files.delete(directory.resolve("broken.yaml"));
            Files.writeString(directory.resolve("wideip.yaml"), "version: 1\n");
            serve.signal("HUP");
            serve.awaitErr("1 of 1 zones would go (apps.example.com)");
            assertThat(dig.a(SHOP)).containsExactly("127.0.0.4");

            serve.signal("TERM");
            assertThat(serve.awaitEnd()).isZero();
            assertThat(serve.err()).contains("SIGTERM").endsWith("ended\n").doesNotContain("Exception");
            assertThat(serve.out()).isEmpty();
        }
    }

    /** Operators of other servers send them by habit; by themselves they would end the process. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void sigusr1WritesTheStatusAndSigusr2DoesNothing() throws Exception {
        OneVip.write(directory, "127.0.0.2");
        Path yaml = directory.resolve("wideip.yaml");
        Files.writeString(
                yaml,
                Files.readString(yaml)
                        .replace("[127.0.0.2]", "[127.0.0.2], healthCheck: router")
                        .replace(
                                "vips:",
                                "healthChecks: {router: {type: tcp, port: 1, interval: 200ms, timeout: 100ms, fall: 1}}\nvips:"));
        try (Running serve = new Running("serve", "--config", directory.toString())) {
            Dig dig = new Dig(dns(serve));
            serve.awaitErr("ERROR answers nobody is left of 1 wide IP (VIP ltm-east in datacenter east is down: ");
            Files.writeString(directory.resolve("broken.yaml"), "version: 2\n");
            serve.awaitErr("catalog refused");

            serve.signal("USR2");
            serve.signal("USR1");

            serve.awaitErr("status: lines of the log dropped: 0; ");
            serve.awaitErr("loads of the YAML accepted: 1, refused: 1");
            serve.awaitErr("catalog: 1 zone, 1 wide IP, 1 VIP; checksum ");
            serve.awaitErr("by-none: shop.apps.example.com; not by ");
            serve.awaitErr("targets: 0 up, 1 down, 0 unknown");
            serve.awaitErr("target 127.0.0.2 tcp :1 is down since 2");
            serve.awaitErr("the YAML as it is now is refused, problems: 1");
            serve.awaitErr("  " + directory.resolve("broken.yaml") + ":1:10: ");
            assertThat(dig.a(SHOP)).containsExactly("127.0.0.2");
            serve.signal("TERM");
            assertThat(serve.awaitEnd()).isZero();
        }
    }

    @Test
    void seesChangesByItself() throws Exception {
        OneVip.write(directory, "127.0.0.2");
        try (Running serve = new Running("serve", "--config", directory.toString(), "--log", "json")) {
            Dig dig = new Dig(dns(serve));
            OneVip.write(directory, "127.0.0.4");
            Files.writeString(
                    directory.resolve("wideip.yaml"),
                    Files.readString(directory.resolve("wideip.yaml")).replace("threads: 1", "threads: 2"));

            await().until(() -> dig.a(SHOP).equals(List.of("127.0.0.4")));

            serve.awaitErr("changed, but without effect until the server is restarted: server.dns.threads");
            serve.signal("TERM");
            assertThat(serve.awaitEnd()).isZero();
            assertThat(serve.err().lines()).isNotEmpty().allSatisfy(ServeIT::isLine);
        }
    }

    private static void isLine(String line) throws IOException {
        JsonNode json = JsonMapping.tree(line.getBytes(StandardCharsets.UTF_8));
        assertThat(Instant.parse(json.required("time").asText())).isBefore(Instant.now());
        assertThat(json.required("level").asText()).isIn("INFO", "WARN", "ERROR");
        assertThat(json.required("logger").asText()).isNotEmpty();
        assertThat(json.required("message").asText()).isNotEmpty();
        assertThat(json)
                .allSatisfy(field -> assertThat(field.asText() + field.size()).isNotEqualTo("0"));
    }

    @Test
    void logsAFailedStartInTheChosenFormat() throws Exception {
        Files.writeString(directory.resolve("wideip.yaml"), "version: 1\nzoness: {}\n");
        try (Running serve = new Running("serve", "--config", directory.toString(), "--log", "json")) {
            assertThat(serve.awaitEnd()).isEqualTo(1);
            assertThat(serve.err().lines()).isNotEmpty().allSatisfy(ServeIT::isLine);
            assertThat(serve.err()).contains("can't start: ", "wideip.yaml:2:1: unknown key 'zoness'");
        }
    }

    @Test
    void doesNotStartWithABrokenDirectory() throws Exception {
        Files.writeString(directory.resolve("wideip.yaml"), "version: 1\nzoness: {}\n");
        try (Running serve = new Running("serve", "--config", directory.toString())) {
            assertThat(serve.awaitEnd()).isEqualTo(1);
            assertThat(serve.err()).contains("wideip.yaml:2:1: ").doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void doesNotStartWithoutADirectory() throws Exception {
        try (Running serve =
                new Running("serve", "--config", directory.resolve("none").toString())) {
            assertThat(serve.awaitEnd()).isEqualTo(1);
            assertThat(serve.err()).contains("none").doesNotContain("Exception", "\tat ");
        }
    }

    /** Epoll's event loops take memory beside the heap, more of it than here is. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void endsWithAMessageWhereAnErrorKeepsItFromServing() throws Exception {
        OneVip.write(directory, "127.0.0.2");
        Path yaml = directory.resolve("wideip.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("threads: 1", "threads: 64"));
        List<String> littleMemory = List.of("-XX:MaxDirectMemorySize=1m");
        try (Running serve = new Running(littleMemory, "serve", "--config", directory.toString())) {
            assertThat(serve.awaitEnd()).isEqualTo(1);
            // Java's own error, or Netty's, which counts by itself on newer Javas.
            assertThat(serve.err())
                    .containsPattern("wideip can't start:\nit can't serve DNS: [a-z.]+OutOf(Direct)?MemoryError: ");
        }
    }

    private static InetSocketAddress dns(Running serve) {
        serve.awaitErr("ready after");
        await().until(() -> READY.matcher(serve.err()).find());
        Matcher port = READY.matcher(serve.err());
        assertThat(port.find()).isTrue();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
    }
}
