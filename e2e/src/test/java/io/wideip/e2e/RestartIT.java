package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A server that is killed in the midst of an outage never answers with what was down. Its health checks have the default times. */
final class RestartIT {
    /** {@code -Dwideip.restarts=100} for more. */
    private static final int RESTARTS = Integer.getInteger("wideip.restarts", 5);

    private static final String WIDEIP = "wideip-restarts";

    @TempDir
    private Path scratch;

    private final LoopbackNetwork network = LoopbackNetwork.free(List.of("1:5300", "1:8053", "2:8080", "3:8080"));

    @Test
    void whatWasDownIsNotAnsweredAfterARestart() throws Exception {
        Files.writeString(scratch.resolve("wideip.yaml"), """
                version: 1
                server:
                  state: state
                  dns: {listen: ["%1$s:5300"]}
                  admin: {listen: "%1$s:8053"}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: [192.0.2.53]}}}
                datacenters: {east: {}, west: {}}
                healthChecks: {app: {type: tcp, port: 8080}}
                vips:
                  dead: {datacenter: east, addresses: [%2$s], healthCheck: app}
                  alive: {datacenter: west, addresses: [%3$s], healthCheck: app}
                wideIps: {shop.apps.example.com: {policy: failover, members: [dead, alive]}}
                """.formatted(
                        network.address(1), network.address(2), network.address(3)));
        List<String> command = Tree.wideip("serve", "--config", "wideip.yaml");
        try (ServerSocket alive = new ServerSocket();
                Daemons daemons = new Daemons(Tree.LOGS)) {
            alive.bind(new InetSocketAddress(network.address(3), 8080), 1000);
            Process process = daemons.start(WIDEIP, scratch, Map.of(), command);
            daemons.eventually(() -> assertThat(answer()).isEqualTo(network.address(3)));
            daemons.eventually(() -> assertThat(scratch.resolve("state")).isNotEmptyDirectory());
            Duration slowest = Duration.ZERO;
            for (int restart = 0; restart < RESTARTS; restart++) {
                process.destroyForcibly().waitFor();
                long start = System.nanoTime();
                process = daemons.start(WIDEIP, scratch, Map.of(), command);
                Duration took = firstAnswer(start);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
            System.out.printf(
                    "%d restarts, the first answer after at most %.1f s%n", RESTARTS, slowest.toMillis() / 1000.0);
        }
    }

    /** Until an answer comes, which must be the living VIP's; and so must those after it. */
    private Duration firstAnswer(long start) throws IOException, InterruptedException {
        String first = null;
        while (first == null) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            Thread.sleep(5);
            first = answer();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(first).isEqualTo(network.address(3));
        for (int i = 0; i < 20; i++) {
            Thread.sleep(10);
            assertThat(answer()).isEqualTo(network.address(3));
        }
        return took;
    }

    /** Null while there is none. */
    private @Nullable String answer() throws IOException {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(network.address(1), 5300));
        resolver.setTimeout(Duration.ofMillis(200));
        Record question = Record.newRecord(Name.fromString("shop.apps.example.com."), Type.A, DClass.IN);
        try {
            List<Record> answers = resolver.send(Message.newQuery(question)).getSection(Section.ANSWER);
            return answers.isEmpty() ? "nothing" : answers.get(0).rdataToString();
        } catch (IOException noAnswer) {
            return null;
        }
    }
}
