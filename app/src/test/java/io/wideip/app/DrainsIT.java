package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.QueryLoop.Answered;
import io.wideip.config.yaml.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drains of the real server, by real queries. */
@Timeout(60)
@Tag("slow")
final class DrainsIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String CART = "cart.apps.example.com";
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";

    @TempDir
    Path directory;

    @Test
    void oneFromTheYamlHoldsWhileItStandsThere() throws Exception {
        write("");
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
            Dig dig = new Dig(gslb.serving().get(20, TimeUnit.SECONDS).get(0));
            assertThat(dig.a(SHOP)).containsExactly(EAST);

            write("drains: {move: {datacenter: east, wideIps: 'shop*', reason: change 4711}}");
            assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
            assertThat(dig.a(SHOP)).containsExactly(WEST);
            assertThat(dig.a(CART)).containsExactly(EAST);

            write("");
            assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
            assertThat(dig.a(SHOP)).containsExactly(EAST);
        }
    }

    @Test
    void aNewWideIpIsNeverAnsweredWithoutTheDrainThatComesWithIt() throws Exception {
        String name = "new.apps.example.com";
        write("");
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {});
                QueryLoop loop =
                        new QueryLoop(gslb.serving().get(20, TimeUnit.SECONDS).get(0), name)) {
            for (int i = 0; i < 30; i++) {
                write("  " + name + ": {policy: failover, members: [ltm-east, ltm-west]}\n"
                        + "drains: {move: {datacenter: east, wideIps: 'new*', reason: change 4711}}");
                assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
                Thread.sleep(5);
                write("");
                assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
            }
            assertThat(loop.answers())
                    .extracting(Answered::addresses)
                    .contains(List.of(WEST), List.of())
                    .doesNotContain(List.of(EAST));
        }
    }

    @Test
    void aWindowBeginsAndEndsWithinASecond() throws Exception {
        Instant from = Instant.now().plusSeconds(8);
        Instant until = from.plusSeconds(3);
        write("drains: {move: {vip: ltm-east, reason: change 4711, from: %s, until: %s}}".formatted(from, until));
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {});
                QueryLoop loop =
                        new QueryLoop(gslb.serving().get(20, TimeUnit.SECONDS).get(0), SHOP)) {
            long toNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            await().atMost(30, TimeUnit.SECONDS).until(() -> Instant.now().isAfter(until.plusSeconds(2)));

            long begin = TimeUnit.MILLISECONDS.toNanos(from.toEpochMilli()) + toNanos;
            long end = TimeUnit.MILLISECONDS.toNanos(until.toEpochMilli()) + toNanos;
            long second = TimeUnit.SECONDS.toNanos(1);
            assertThat(between(loop, 0, begin)).isNotEmpty().containsOnly(List.of(EAST));
            assertThat(between(loop, begin + second, end)).isNotEmpty().containsOnly(List.of(WEST));
            assertThat(between(loop, end + second, Long.MAX_VALUE)).isNotEmpty().containsOnly(List.of(EAST));
            assertThat(loop.losses()).isEmpty();
        }
    }

    private static List<List<String>> between(QueryLoop loop, long from, long until) {
        return loop.answers().stream()
                .filter(answer -> answer.at() - from >= 0 && answer.at() - until < 0)
                .map(Answered::addresses)
                .toList();
    }

    private void write(String drains) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                server: {dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0"}}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}}
                vips:
                  ltm-east: {datacenter: east, addresses: [%s]}
                  ltm-west: {datacenter: west, addresses: [%s]}
                wideIps:
                  %s: {policy: failover, members: [ltm-east, ltm-west]}
                  %s: {policy: failover, members: [ltm-east, ltm-west]}
                %s
                """.formatted(EAST, WEST, SHOP, CART, drains));
    }
}
