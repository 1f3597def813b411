package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks by TLS, each `fall`: busy processors and a tenth of a processor take no healthy target down, and a dead one is still found. What
 * stops, stutters and a fifth of a processor do is tested with the app. A CPU limit is made by stops of a tenth of a second, as the
 * kernel makes it (cgroups need root).
 */
@Tag("slow")
final class StarvedProberIT {
    private static final int TARGETS = 24;
    private static final String PASSWORD = "of no worth";
    private static final String WIDEIP = "wideip-starved";

    @TempDir
    private Path scratch;

    private final LoopbackNetwork network = LoopbackNetwork.free(List.of("1:5300", "1:8053"));
    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    @Test
    void lateIsNotDown() throws Exception {
        SSLContext tls = certificate();
        HttpsServer living = serve(tls);
        HttpsServer dying = serve(tls);
        Files.writeString(
                Files.createDirectories(scratch.resolve("config")).resolve("wideip.yaml"),
                yaml(port(living), port(dying)));
        try (Daemons daemons = new Daemons(Tree.LOGS)) {
            Process process = daemons.start(
                    WIDEIP, scratch, Map.of(), Tree.wideip("serve", "--config", "config", "--log-level", "debug"));
            daemons.eventually(() -> assertThat(log()).contains("ready after"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(log().lines().filter(line -> line.contains(" is up: ")))
                            .hasSize(TARGETS + 1));

            busyProcessors(15);
            dying.stop(0);
            inTurns(process, 350, 0.09, 0.01);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(25))
                    .untilAsserted(() -> assertThat(down(port(dying))).hasSize(1));

            assertThat(down(port(living))).isEmpty();
        } finally {
            living.stop(0);
            dying.stop(0);
        }
    }

    /** The process stands still, then runs, so often. The times are seconds. */
    private void inTurns(Process process, int times, double still, double running) {
        run("i=0; while [ $i -lt %d ]; do kill -STOP %d; sleep %s; kill -CONT %2$d; sleep %s; i=$((i+1)); done"
                .formatted(times, process.pid(), still, running));
    }

    private void busyProcessors(int seconds) {
        String loop = "timeout %d sh -c 'while :; do :; done' &".formatted(seconds);
        run(loop.repeat(2 * Runtime.getRuntime().availableProcessors()) + " wait");
    }

    private void run(String script) {
        Programs.run(scratch, List.of("sh", "-c", script));
    }

    private List<String> down(int port) {
        return log().lines()
                .filter(line -> line.contains(" is down: ") && line.contains(":" + port + " "))
                .toList();
    }

    private static String log() {
        try {
            return Files.readString(Tree.LOGS.resolve(WIDEIP + ".log"));
        } catch (IOException e) {
            return "";
        }
    }

    /** A third of the VIPs goes down at the first failure. */
    private String yaml(int living, int dying) {
        String checks = IntStream.rangeClosed(1, 3)
                .mapToObj(fall -> "  fall%d: {type: https, port: %d, interval: 3s, timeout: 3s, fall: %1$d, rise: 1}%n"
                        .formatted(fall, living))
                .collect(Collectors.joining());
        String vips = IntStream.range(0, TARGETS)
                .mapToObj(i -> "  v%d: {datacenter: east, addresses: [%s], healthCheck: fall%d}%n"
                        .formatted(i, network.address(10 + i), 1 + i % 3))
                .collect(Collectors.joining());
        String members = IntStream.range(0, TARGETS).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        return """
                version: 1
                server:
                  suspicion: off
                  dns: {listen: ["%1$s:5300"]}
                  admin: {listen: "%1$s:8053"}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: [192.0.2.53]}}}
                datacenters: {east: {}}
                healthChecks:
                  dying: {type: https, port: %2$d, interval: 3s, timeout: 3s, fall: 3, rise: 1}
                %3$s
                vips:
                  dying: {datacenter: east, addresses: [%1$s], healthCheck: dying}
                %4$s
                wideIps:
                  shop.apps.example.com: {policy: round-robin, members: [dying, %5$s]}
                """.formatted(network.address(1), dying, checks, vips, members);
    }

    private HttpsServer serve(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(0), 200);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int port(HttpsServer server) {
        return server.getAddress().getPort();
    }

    private SSLContext certificate() throws IOException, GeneralSecurityException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Programs.run(
                scratch,
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "ltm",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=ltm",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        "ltm.p12",
                        "-storepass",
                        PASSWORD));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(scratch.resolve("ltm.p12"))) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }
}
