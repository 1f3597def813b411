package io.wideip.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Dig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Standard error is a pipe, and from some moment on nobody reads it. */
@Timeout(60)
@Tag("slow")
final class BlockedErrorIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final Pattern READY =
            Pattern.compile("ready after .* DNS on 127\\.0\\.0\\.1:(\\d+), admin on 127\\.0\\.0\\.1:(\\d+)");
    /** Each names the file with its long path: together they are more than a pipe holds. */
    private static final int PROBLEMS = 100;

    private Path directory = Path.of("");
    private @Nullable Process process;

    @BeforeEach
    void makeLongPath(@TempDir Path root) throws IOException {
        directory = root;
        for (int i = 0; i < 10; i++) {
            directory = directory.resolve("x".repeat(200));
        }
        Files.createDirectories(directory);
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void theServerWorksOnAndEnds() throws Exception {
        OneVip.write(directory, "127.0.0.2");
        Process serve = serve();
        Matcher ready = readUntilReady(serve.errorReader(UTF_8));
        Dig dig = new Dig(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ready.group(1))));
        String admin = "http://127.0.0.1:" + ready.group(2);

        for (int refusal = 1; refusal <= 3; refusal++) {
            writeBroken(refusal);
            double wanted = refusal;
            await().until(() -> refusals(admin) >= wanted);
        }
        Files.delete(directory.resolve("broken.yaml"));
        OneVip.write(directory, "127.0.0.4");

        await().until(() -> dig.a(SHOP).equals(List.of("127.0.0.4")));
        assertThat(get(admin + "/livez")).isEqualTo("alive\n");
        serve.destroy();
        assertThat(serve.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isZero();
    }

    @Test
    void aStartThatFailsEnds() throws Exception {
        writeBroken(1);

        Process serve = serve();

        assertThat(serve.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(1);
    }

    private Process serve() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("wideip.jar", "target/wideip.jar"),
                        "serve",
                        "--config",
                        directory.toString())
                .start();
        process = started;
        return started;
    }

    private static Matcher readUntilReady(BufferedReader err) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return ready;
            }
        }
        throw new AssertionError("it has ended");
    }

    private void writeBroken(int number) throws IOException {
        StringBuilder yaml = new StringBuilder("version: 1\nvips:\n");
        for (int i = 0; i < PROBLEMS; i++) {
            yaml.append("  v")
                    .append(i)
                    .append(": {datacenter: none")
                    .append(number)
                    .append("}\n");
        }
        Files.writeString(directory.resolve("broken.yaml"), yaml);
    }

    private static double refusals(String admin) throws IOException {
        String name = "wideip_catalog_loads_total{outcome=\"refused\"} ";
        return get(admin + "/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private static String get(String url) throws IOException {
        try (var body = URI.create(url).toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
