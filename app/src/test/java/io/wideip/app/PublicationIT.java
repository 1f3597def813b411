package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.app.drains.Drains;
import io.wideip.app.metrics.Metrics;
import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.names.NameHash;
import io.wideip.config.orders.Orders;
import io.wideip.config.standing.Verdicts;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.snapshot.SnapshotCompiler;
import io.wideip.prober.Prober;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublicationIT {
    @TempDir
    Path directory;

    @Test
    void aChangeThatCanNotBeCompiledLeavesTheProberAsItWas() throws IOException {
        AtomicBoolean failing = new AtomicBoolean();
        try (Metrics metrics = new Metrics(() -> true);
                Prober prober = new Prober((target, status) -> {}, metrics.probes())) {
            Verdicts verdicts = target -> {
                if (failing.get()) {
                    throw new LinkageError("thrown by the test");
                }
                return prober.of(target);
            };
            Publication publication = publication(prober, verdicts, metrics);
            Catalog before = catalog("router", "east", "127.0.0.2", "127.0.0.3");
            Catalog after = catalog("port", "west", "127.0.0.3", "127.0.0.4");
            publication.publish(CatalogChange.between(null, before));

            failing.set(true);
            assertThatThrownBy(() -> publication.publish(CatalogChange.between(before, after)))
                    .hasMessage("thrown by the test");
            awaitTargets(prober, "127.0.0.2 router east", "127.0.0.3 router east");

            failing.set(false);
            publication.publish(CatalogChange.between(before, after));
            awaitTargets(prober, "127.0.0.3 port west", "127.0.0.4 port west");
            publication.publish(CatalogChange.between(after, before));
            awaitTargets(prober, "127.0.0.2 router east", "127.0.0.3 router east");
        }
    }

    @Test
    void aChangeWithoutNewTargetsWaitsForNobody() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                Metrics metrics = new Metrics(() -> true);
                Prober prober = new Prober((target, status) -> {}, metrics.probes())) {
            Publication publication = publication(prober, prober, metrics);
            Catalog before = silentCatalog(silent.getLocalPort(), "[127.0.0.1, 127.0.0.2]");
            Catalog after = silentCatalog(silent.getLocalPort(), "[127.0.0.1]");
            publication.publish(CatalogChange.between(null, before));
            long start = System.nanoTime();

            publication.publish(CatalogChange.between(before, after));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            awaitTargets(prober, "127.0.0.1 silent east");
        }
    }

    @Test
    void whatIsPublishedAtOnceWaitsForNoVerdict() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                Metrics metrics = new Metrics(() -> true);
                Prober prober = new Prober((target, status) -> {}, metrics.probes())) {
            Publication publication = publication(prober, prober, metrics);
            Catalog before = silentCatalog(silent.getLocalPort(), "[127.0.0.1]");
            Catalog after = silentCatalog(silent.getLocalPort(), "[127.0.0.1, 127.0.0.2]");
            publication.publish(CatalogChange.between(null, before));
            long start = System.nanoTime();

            publication.publishAtOnce(CatalogChange.between(before, after), name -> null);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            awaitTargets(prober, "127.0.0.1 silent east", "127.0.0.2 silent east");
        }
    }

    private static Publication publication(Prober prober, Verdicts verdicts, Metrics metrics) {
        SnapshotCompiler compiler = new SnapshotCompiler(verdicts, new NameHash(1));
        Drains drains = new Drains(new Orders(InstantSource.system()), compiler, metrics);
        return new Publication(new CatalogTargets(prober), compiler, drains, metrics);
    }

    /** Its targets have no verdict for half a minute. */
    private Catalog silentCatalog(int port, String addresses) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                server: {startGrace: 1m}
                zones: {example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}}
                healthChecks: {silent: {type: http, port: %d, interval: 30s, timeout: 30s}}
                vips: {ltm: {datacenter: east, addresses: %s, healthCheck: silent}}
                wideIps: {shop.example.com: {members: [ltm]}}
                """.formatted(port, addresses));
        return ((Loaded.Good) new Loader(Gslb.vocabulary()).load(directory)).catalog();
    }

    private static void awaitTargets(Prober prober, String... expected) {
        await().untilAsserted(() -> assertThat(prober.targets())
                .extracting(report -> report.target().address() + " "
                        + report.target().check().name() + " " + report.datacenter())
                .containsExactlyInAnyOrder(expected));
    }

    /** One wide IP whose VIP has these two addresses. */
    private Catalog catalog(String check, String datacenter, String one, String other) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                server: {startGrace: 1s}
                zones: {example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}}
                healthChecks: {%1$s: {type: tcp, port: 9}}
                vips: {ltm: {datacenter: %2$s, addresses: [%3$s, %4$s], healthCheck: %1$s}}
                wideIps: {shop.example.com: {members: [ltm]}}
                """.formatted(check, datacenter, one, other));
        return ((Loaded.Good) new Loader(Gslb.vocabulary()).load(directory)).catalog();
    }
}
