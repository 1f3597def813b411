package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.json.JsonMapping;
import io.wideip.app.log.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What people read of the start, of a datacenter's loss and of its return, with 2,000 applications. */
@Tag("slow")
final class LogIT {
    private static final int WIDE_IPS = Integer.getInteger("wideip.applications", 2_000);
    private static final int IN_EAST_ALONE = 30;
    private static final int MOST_LINES = 15;

    @TempDir
    private Path directory;

    private final Lines lines = new Lines();

    /** Those that an operator reads. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final List<String> json = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                json.add(new String(new JsonLines().encode(event), StandardCharsets.UTF_8));
                told.add(event.getLevel() + " " + event.getFormattedMessage());
            }
        }

        /** All since the last time, once there was none for longer than changes are gathered. */
        List<String> untilQuiet() {
            int[] last = {-1};
            long[] since = {System.nanoTime()};
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                if (told.size() != last[0]) {
                    last[0] = told.size();
                    since[0] = System.nanoTime();
                }
                return System.nanoTime() - since[0] > Duration.ofSeconds(13).toNanos();
            });
            List<String> all = List.copyOf(told);
            told.clear();
            return all;
        }
    }

    /** Answers each request on one address until it is closed. */
    private record Site(ServerSocket socket) implements AutoCloseable {
        private static final byte[] OK =
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        static Site on(String address, int port) throws IOException {
            Site site = new Site(new ServerSocket(port, 1_000, InetAddress.getByName(address)));
            Thread accepting = new Thread(site::accept, "site-" + address);
            accepting.setDaemon(true);
            accepting.start();
            return site;
        }

        private void accept() {
            while (!socket.isClosed()) {
                try (Socket accepted = socket.accept()) {
                    accepted.getInputStream().read(new byte[1_000]);
                    accepted.getOutputStream().write(OK);
                } catch (IOException closed) {
                    // The next look at the socket tells.
                }
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theStartALossAndAReturnAreAFewLinesEachAndNobodyLeftIsNamed() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        root.addAppender(lines);
        try (Site west = Site.on("127.0.0.3", 0)) {
            int port = west.socket().getLocalPort();
            Site east = Site.on("127.0.0.2", port);
            write(port);
            try (Gslb gslb = Gslb.start(directory, false, (target, status) -> {})) {
                gslb.serving().toCompletableFuture().join();
                assertThat(lines.untilQuiet()).hasSizeLessThanOrEqualTo(MOST_LINES);

                east.close();
                List<String> loss = lines.untilQuiet();
                assertThat(loss).hasSizeLessThanOrEqualTo(MOST_LINES);
                assertThat(loss)
                        .anyMatch(line -> line.matches("WARN .*VIP east .* changed .*from east, west to west.*"));
                String errors = loss.stream()
                        .filter(line -> line.startsWith("ERROR nobody is left of "))
                        .collect(Collectors.joining("\n"));
                assertThat(IntStream.range(0, IN_EAST_ALONE))
                        .allSatisfy(
                                i -> assertThat(errors).containsPattern("\\balone" + i + "\\.apps\\.example\\.com"));

                east = Site.on("127.0.0.2", port);
                List<String> back = lines.untilQuiet();
                assertThat(back).hasSizeLessThanOrEqualTo(MOST_LINES).noneMatch(line -> line.startsWith("ERROR"));
                assertThat(back).anyMatch(line -> line.matches("INFO .* changed .*from west to east, west.*"));
            }
            east.close();
            assertThat(lines.json).hasSizeGreaterThan(10).allSatisfy(LogIT::isWhole);
        } finally {
            root.detachAppender(lines);
        }
    }

    private static void isWhole(String line) throws IOException {
        assertThat(line).hasLineCount(1);
        JsonNode json = JsonMapping.tree(line.getBytes(StandardCharsets.UTF_8));
        assertThat(json.fieldNames())
                .toIterable()
                .startsWith("time", "level", "logger", "message")
                .isSubsetOf(
                        "time",
                        "level",
                        "logger",
                        "message",
                        "target",
                        "vip",
                        "datacenter",
                        "wideIps",
                        "names",
                        "before",
                        "after",
                        "reason");
        assertThat(json)
                .allSatisfy(field -> assertThat(
                                field.isArray() ? field.size() : field.asText().length())
                        .isPositive());
    }

    private void write(int port) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                version: 1
                server: {dns: {listen: ["127.0.0.1:0"], threads: 1}, admin: {listen: "127.0.0.1:0"}}
                zones: {apps.example.com: {hostmaster: a@example.com, nameservers: {ns1: [127.0.0.1]}}}
                datacenters: {east: {}, west: {}}
                healthChecks: {app: {type: http, port: PORT, interval: 5s, timeout: 2s, fall: 2, rise: 2}}
                vips:
                  east: {datacenter: east, addresses: [127.0.0.2]}
                  west: {datacenter: west, addresses: [127.0.0.3]}
                wideIps:
                """.replace("PORT", String.valueOf(port)));
        for (int i = 0; i < WIDE_IPS; i++) {
            boolean isAlone = i < IN_EAST_ALONE;
            yaml.append("  ").append(isAlone ? "alone" : "both").append(i).append(".apps.example.com: {members: ");
            yaml.append(isAlone ? "[east]" : "[east, west]").append(", healthCheck: app}\n");
        }
        Files.writeString(directory.resolve("wideip.yaml"), yaml);
    }
}
