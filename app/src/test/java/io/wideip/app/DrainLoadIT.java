package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.app.api.DrainOutcome;
import io.wideip.app.api.DrainRequest;
import io.wideip.app.api.ResumeRequest;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand drains and resumes while clients ask. */
@Timeout(300)
@Tag("slow")
final class DrainLoadIT {
    private static final int ROUNDS = 1_000;
    private static final String SHOP = "shop.apps.example.com";
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";

    /** @param from when it was acknowledged; until the other order was sent, by {@link System#nanoTime} */
    private record Drained(long from, long until) {}

    @TempDir
    Path directory;

    @Test
    void noQueryIsLostAndNoneAnsweredByWhatIsDrained() throws Exception {
        Path socket = directory.resolve("admin.sock");
        Files.createDirectory(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/wideip.yaml"), """
                version: 1
                server: {state: "%s", dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: "%s"}}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}}
                vips:
                  ltm-east: {datacenter: east, addresses: [%s]}
                  ltm-west: {datacenter: west, addresses: [%s]}
                wideIps:
                  %s: {policy: failover, members: [ltm-east, ltm-west]}
                """.formatted(
                        directory.resolve("state"), socket, EAST, WEST, SHOP));
        List<Drained> drained = new ArrayList<>();
        try (Gslb gslb = Gslb.start(directory.resolve("conf"), (target, status) -> {});
                Servers servers = new Servers(
                        ServerAddress.of(List.of("unix:" + socket), Map.of()),
                        ClientTrust.NONE,
                        Duration.ofMinutes(1))) {
            InetSocketAddress dns = gslb.serving().get(60, TimeUnit.SECONDS).get(0);
            try (QueryLoop one = new QueryLoop(dns, SHOP);
                    QueryLoop other = new QueryLoop(dns, SHOP)) {
                for (int round = 0; round < ROUNDS; round++) {
                    order(servers, "/drains", drain("d" + round, round % 2 == 0 ? null : "shop.*"));
                    long from = System.nanoTime();
                    assertThat(new Dig(dns).a(SHOP)).as("round %d", round).containsExactly(WEST);
                    drained.add(new Drained(from, System.nanoTime()));
                    order(servers, "/resume", new ResumeRequest("d" + round, null, null, null, false));
                    assertThat(new Dig(dns).a(SHOP)).as("round %d", round).containsExactly(EAST);
                }
                assertThat(one.losses()).isEmpty();
                assertThat(other.losses()).isEmpty();
                List<QueryLoop.Answered> answers = new ArrayList<>(one.answers());
                answers.addAll(other.answers());
                assertThat(answers).extracting(QueryLoop.Answered::addresses).contains(List.of(EAST), List.of(WEST));
                // What was asked before the resume may be answered after it.
                assertThat(answers.stream()
                                .filter(answer -> drained.stream()
                                        .anyMatch(span -> answer.at() > span.from && answer.until() < span.until))
                                .map(QueryLoop.Answered::addresses))
                        .allMatch(List.of(WEST)::equals);
            }
        }
    }

    private static DrainRequest drain(String id, @Nullable String wideIps) {
        return new DrainRequest(wideIps, "east", null, "load test", id, null, null, null, false, false);
    }

    private static void order(Servers servers, String path, Object body) {
        assertThat(servers.ask(ServerRequest.post(path, body), DrainOutcome.class))
                .singleElement()
                .isInstanceOf(ServerReply.Answered.class);
    }
}
