package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.metrics.Metrics;
import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.names.NameHash;
import io.wideip.config.standing.Target;
import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Targets;
import io.wideip.config.standing.Verdict;
import io.wideip.config.standing.Verdicts;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.snapshot.Snapshot;
import io.wideip.dns.snapshot.SnapshotCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompileThreadIT {
    private static final TargetStatus DOWN = new TargetStatus(Verdict.DOWN, false, "as the test says", Instant.EPOCH);

    @TempDir
    Path directory;

    @Test
    void aVerdictThatCouldNotBeCompiledIsTriedAgainByItself() throws IOException {
        Map<Target, TargetStatus> verdicts = new ConcurrentHashMap<>();
        AtomicInteger failures = new AtomicInteger();
        Verdicts failing = target -> {
            if (failures.getAndDecrement() > 0) {
                throw new LinkageError("thrown by the test");
            }
            return verdicts.getOrDefault(target, TargetStatus.NEVER_JUDGED);
        };
        SnapshotCompiler compiler = new SnapshotCompiler(failing, new NameHash(1));
        List<Target> told = new CopyOnWriteArrayList<>();
        try (Metrics metrics = new Metrics(() -> true);
                CompileThread compilation =
                        new CompileThread(compiler, metrics, (target, status) -> told.add(target), System::nanoTime)) {
            Catalog catalog = catalog();
            compiler.catalog(CatalogChange.between(null, catalog));
            Snapshot before = compiler.current();
            Target target = Targets.of(catalog).iterator().next();

            failures.set(2);
            verdicts.put(target, DOWN);
            compilation.changed(target, DOWN);

            await().until(() -> !told.isEmpty());
            assertThat(told).containsExactly(target);
            assertThat(compiler.current()).isNotSameAs(before);
            assertThat(failures).hasNegativeValue();
        }
    }

    @Test
    void tellsForHowLongItHasBeenAtWork() throws Exception {
        AtomicLong clock = new AtomicLong();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SnapshotCompiler compiler = new SnapshotCompiler(target -> TargetStatus.NEVER_JUDGED, NameHash.drawn());
        try (Metrics metrics = new Metrics(() -> true);
                CompileThread compilation = new CompileThread(compiler, metrics, (target, status) -> {}, clock::get)) {
            clock.addAndGet(TimeUnit.HOURS.toNanos(1));
            assertThat(compilation.busyFor()).isZero();

            compilation.then(() -> {
                begun.countDown();
                waitFor(goOn);
            });
            begun.await();
            clock.addAndGet(TimeUnit.MINUTES.toNanos(6));
            assertThat(compilation.busyFor()).isEqualTo(Duration.ofMinutes(6));

            goOn.countDown();
            await().until(() -> compilation.busyFor().isZero());
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Catalog catalog() throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                zones:
                  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
                datacenters: {east: {}}
                healthChecks: {router: {type: tcp, port: 80}}
                vips:
                  ltm-east: {datacenter: east, addresses: [127.0.0.2], healthCheck: router}
                wideIps:
                  shop.apps.example.com: {policy: failover, members: [ltm-east]}
                """);
        return ((Loaded.Good) new Loader(Gslb.vocabulary()).load(directory)).catalog();
    }
}
