package io.wideip.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.wideip.config.HealthCheck;
import io.wideip.config.ProbeOptions;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.Verdict;
import io.wideip.prober.probe.MapSection;
import io.wideip.prober.probe.ProbeTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The prober as it runs, against a real server whose answers follow a script. */
final class ProberIT {
    /** One letter for each check: S is answered 200, F 503; after the last, 200. */
    private static final String SCRIPT = "SFFSFFFSS";

    private record Change(Verdict verdict, int afterChecks, Duration afterTheChecksEnd) {}

    @Test
    void twoFailedChecksChangeNothingTheThirdDoesWithinASecondAndRecoveryLikewise() throws IOException {
        AtomicInteger checks = new AtomicInteger();
        List<Long> answered = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.4"), 0), 0);
        server.createContext("/healthz", exchange -> {
            int index = checks.getAndIncrement();
            boolean healthy = index >= SCRIPT.length() || SCRIPT.charAt(index) == 'S';
            answered.add(System.nanoTime());
            exchange.sendResponseHeaders(healthy ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        List<Change> changes = new CopyOnWriteArrayList<>();
        VerdictListener listener = (target, status) -> {
            int soFar = checks.get();
            changes.add(
                    new Change(status.verdict(), soFar, Duration.ofNanos(System.nanoTime() - answered.get(soFar - 1))));
        };
        try (Prober prober = new Prober(listener, ProberListener.NONE)) {
            Target target = target(server.getAddress().getPort());
            prober.change(Map.of(target, "east"), Set.of());
            prober.judged()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            assertThat(prober.of(target).verdict()).isEqualTo(Verdict.UP);
            await().atMost(Duration.ofSeconds(30)).until(() -> changes.size() == 3);
            assertThat(changes.get(0).afterChecks).isEqualTo(1);
            assertThat(changes).extracting(Change::verdict).containsExactly(Verdict.UP, Verdict.DOWN, Verdict.UP);
            assertThat(changes.get(1).afterChecks).isEqualTo(SCRIPT.indexOf("FFF") + 3);
            assertThat(changes.get(2).afterChecks).isEqualTo(SCRIPT.indexOf("FFF") + 5);
            assertThat(changes)
                    .allSatisfy(change -> assertThat(change.afterTheChecksEnd).isLessThan(Duration.ofSeconds(1)));
            assertThat(prober.counts().attempts().values())
                    .extracting(ProberCounts.AttemptCounts::failures)
                    .containsExactly(5L);
        } finally {
            server.stop(0);
        }
    }

    private static Target target(int port) {
        ProbeOptions probe =
                new ProbeTypes().read("http", new MapSection(Map.of("port", "" + port, "path", "/healthz")));
        HealthCheck check = new HealthCheck("app", probe, Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 2, 1);
        return new Target("127.0.0.4", check, "shop.apps.example.com");
    }
}
