package io.wideip.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.app.QueryLoop.Answered;
import io.wideip.config.yaml.Loaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real wiring, with real load balancers and real queries. */
@Timeout(60)
@Tag("slow")
final class GslbIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String EAST = "127.0.0.2";
    private static final String WEST = "127.0.0.3";

    @TempDir
    Path directory;

    @Test
    void followsHealthByFallAndRise() throws Exception {
        try (Backend east = new Backend(EAST, 0);
                Backend west = new Backend(WEST, east.port())) {
            assertThat(west.port()).isEqualTo(east.port());
            // A busy machine takes longer than 200 ms to answer a check. It has then failed for the prober, but not yet
            // for the backend.
            write(catalog(east.port(), EAST, WEST)
                    .replace("interval: 200ms, timeout: 200ms", "interval: 1s, timeout: 1s, fastInterval: 200ms"));
            try (Gslb gslb = Gslb.start(directory, (target, status) -> {});
                    QueryLoop loop = new QueryLoop(serving(gslb), SHOP)) {
                east.failNext(2);
                await().until(() -> east.successes().size() >= 3);
                assertThat(east.failures()).hasSize(2);
                assertThat(loop.answers()).extracting(Answered::addresses).containsOnly(List.of(EAST));

                east.failNext(1_000);
                long fell = firstAnswer(loop, WEST, 0);
                assertThat(fell)
                        .isBetween(east.failures().get(2), east.failures().get(2) + TimeUnit.SECONDS.toNanos(1));

                east.failNext(0);
                long rose = firstAnswer(loop, EAST, fell);
                assertThat(rose)
                        .isBetween(east.successes().get(1), east.successes().get(1) + TimeUnit.SECONDS.toNanos(1));
                assertThat(loop.losses()).isEmpty();
            }
        }
    }

    /** It is for those who want this cluster, and no other. */
    @Test
    void theNameOfAClusterAnswersItsVipThoughThatIsDown() throws Exception {
        try (Backend east = new Backend(EAST, 0);
                Backend west = new Backend(WEST, east.port())) {
            assertThat(west.port()).isEqualTo(east.port());
            Files.createDirectory(directory.resolve("routes"));
            String cluster = "clusters: {e-1: {datacenter: east, vip: ltm-east, manifests: routes}}";
            write(catalog(east.port(), EAST, WEST).replace("wideIps:", cluster + "\nwideIps:"));
            try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
                Dig dig = new Dig(serving(gslb));
                east.failNext(100_000);
                await().until(() -> dig.a(SHOP).equals(List.of(WEST)));

                assertThat(dig.a("shop--e-1.apps.example.com")).containsExactly(EAST);
                assertThat(dig.a("shop--east.apps.example.com")).containsExactly(EAST);
                assertThat(dig.a("shop--west.apps.example.com")).containsExactly(WEST);
                assertThat(dig.a("shop--w-1.apps.example.com")).isEmpty();
            }
        }
    }

    @Test
    void whatIsDownStaysOutOfTheAnswersWhenItsCheckIsChanged() throws Exception {
        try (Backend east = new Backend(EAST, 0);
                Backend west = new Backend(WEST, east.port())) {
            assertThat(west.port()).isEqualTo(east.port());
            String yaml = catalog(east.port(), EAST, WEST);
            write(yaml);
            try (Gslb gslb = Gslb.start(directory, (target, status) -> {});
                    QueryLoop loop = new QueryLoop(serving(gslb), SHOP)) {
                east.failNext(100_000);
                long fell = firstAnswer(loop, WEST, 0);
                int failures = east.failures().size();

                write(yaml.replace("interval: 200ms", "interval: 300ms"));
                assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
                write(yaml.replace("/healthz", "/ready"));
                assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
                await().until(() -> east.failures().size() > failures + 1);

                assertThat(loop.answers().stream().filter(answer -> answer.at() > fell))
                        .extracting(Answered::addresses)
                        .containsOnly(List.of(WEST));
            }
        }
    }

    @Test
    void reloadsLoseNoQueryAndServeNothingBroken() throws Exception {
        write(catalog(8080, EAST, WEST).replace(", healthCheck: router", ""));
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
            InetSocketAddress dns = serving(gslb);
            Set<List<String>> good = Set.of(List.of(EAST), List.of("127.0.0.4"), List.of("127.0.0.5"));
            try (QueryLoop loop = new QueryLoop(dns, SHOP)) {
                for (int i = 0; i < 100; i++) {
                    boolean broken = i % 2 == 1;
                    String first = broken ? "127.0.0.66" : i % 4 == 0 ? "127.0.0.4" : "127.0.0.5";
                    String yaml = catalog(8080, first, WEST).replace(", healthCheck: router", "");
                    write(broken ? yaml.replace("policy: failover", "policy: failovr") : yaml);

                    Loaded loaded = gslb.reload();

                    assertThat(loaded).isInstanceOf(broken ? Loaded.Bad.class : Loaded.Good.class);
                    if (!broken) {
                        assertThat(new Dig(dns).a(SHOP)).containsExactly(first);
                    }
                }
                await().until(() -> loop.answers().size() > 100);
                assertThat(loop.losses()).isEmpty();
                assertThat(loop.answers().stream().map(Answered::addresses).collect(Collectors.toSet()))
                        .isSubsetOf(good)
                        .contains(List.of("127.0.0.4"), List.of("127.0.0.5"));
            }
            assertThat(metric(gslb, "wideip_catalog_loads_total{outcome=\"accepted\"}"))
                    .isGreaterThanOrEqualTo(51);
            assertThat(metric(gslb, "wideip_catalog_loads_total{outcome=\"refused\"}"))
                    .isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void isReadyAndAnswersOnlyAfterTheFirstRoundOrTheGrace() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName(EAST))) {
            int port = freePort();
            write(catalog(silent.getLocalPort(), EAST, EAST)
                    .replace("127.0.0.1:0\"], threads", "127.0.0.1:" + port + "\"], threads")
                    .replace("interval: 200ms, timeout: 200ms", "interval: 30s, timeout: 30s")
                    .replace("server:", "server:\n  startGrace: 3s"));
            long begun = System.nanoTime();
            try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
                assertThat(get(gslb, "/readyz"))
                        .isEqualTo("503 starting: the first round of health checks has not ended\n");
                assertThat(get(gslb, "/livez")).isEqualTo("200 alive\n");
                assertThatThrownBy(() -> new Dig(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                                .byTcp()
                                .a(SHOP))
                        .isInstanceOf(IOException.class);

                assertThat(new Dig(serving(gslb)).a(SHOP)).containsExactly(EAST);

                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(3));
                assertThat(get(gslb, "/readyz")).isEqualTo("200 ready\n");
                assertThat(metric(gslb, "wideip_ready")).isEqualTo(1);
            }
        }
    }

    @Test
    void doesNotStartWhereItCannotServe() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            write(catalog(8080, EAST, WEST)
                    .replace("127.0.0.1:0\"], threads", "127.0.0.1:" + taken.getLocalPort() + "\"], threads"));

            assertThatThrownBy(() -> Gslb.start(directory, (target, status) -> {}))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("can't serve DNS by UDP on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
        write(catalog(8080, EAST, WEST).replace("threads: 1", "cookies: {secrets: cookie.secrets}"));
        assertThatThrownBy(() -> Gslb.start(directory, (target, status) -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cookie.secrets: no such file;");
        write("version: 1\nzoness: {}\n");
        assertThatThrownBy(() -> Gslb.start(directory, (target, status) -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("wideip.yaml:2:1: ");
    }

    private static long firstAnswer(QueryLoop loop, String address, long after) {
        return await().until(
                        () -> loop.answers().stream()
                                .filter(answer -> answer.at() > after
                                        && answer.addresses().equals(List.of(address)))
                                .map(Answered::at)
                                .findFirst()
                                .orElse(0L),
                        at -> at > 0);
    }

    private static InetSocketAddress serving(Gslb gslb) throws Exception {
        return gslb.serving().get(20, TimeUnit.SECONDS).get(0);
    }

    private void write(String yaml) {
        try {
            Files.writeString(directory.resolve("wideip.yaml"), yaml);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String catalog(int httpPort, String first, String second) {
        return """
            version: 1
            server:
              dns: {listen: ["127.0.0.1:0"], threads: 1}
              admin: {listen: "127.0.0.1:0"}
            zones:
              apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
            datacenters: {east: {}, west: {}}
            healthChecks:
              router: {type: http, port: %d, path: /healthz, interval: 200ms, timeout: 200ms, fall: 3, rise: 2}
            vips:
              ltm-east: {datacenter: east, addresses: [%s], healthCheck: router}
              ltm-west: {datacenter: west, addresses: [%s], healthCheck: router}
            wideIps:
              shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west], ttl: 5s, maxAnswers: 1}
            """.formatted(httpPort, first, second);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static double metric(Gslb gslb, String name) throws IOException {
        return get(gslb, "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String get(Gslb gslb, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + gslb.adminAddress().getPort() + path)
                        .toURL()
                        .openConnection();
        try (var body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return connection.getResponseCode() + " " + new String(body.readAllBytes(), UTF_8);
        }
    }
}
