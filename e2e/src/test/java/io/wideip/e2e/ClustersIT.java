package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import io.wideip.routes.apiserver.RouteWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process, with the Routes of two clusters that have real API servers. */
@NeedsApiServer
@Tag("slow")
final class ClustersIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String MAIL = "mail.apps.example.com";
    private static final String SERVER = "wideip-clusters";
    /** Pauses between attempts grow meanwhile, for 20 s; {@code -Dwideip.away=120} for two minutes. */
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("wideip.away", 20));
    /** From the return of an API server to the answer. */
    private static final Duration RETURN = Duration.ofSeconds(20);

    @TempDir
    private Path scratch;

    private final Programs programs = Programs.require(Map.of("dig", "bind9-dnsutils"));
    private final LoopbackNetwork network = LoopbackNetwork.free(List.of("53:5353", "53:8053"));
    private final Map<String, ApiServer> clusters = new LinkedHashMap<>();
    private Daemons daemons;
    private Process server;

    @BeforeEach
    void start() throws IOException {
        daemons = new Daemons(Tree.LOGS);
        for (String name : List.of("east", "west")) {
            ApiServer cluster = ApiServer.start(scratch.resolve(name));
            clusters.put(name, cluster);
            cluster.routes().namespace("team-a", Map.of());
            cluster.routes().namespace("team-b", Map.of());
        }
        Files.createDirectories(scratch.resolve("config"));
        Files.writeString(scratch.resolve("config/wideip.yaml"), """
                version: 1
                server:
                  state: %1$s/state
                  suspicion: off
                  dns: {listen: ["%2$s:5353"]}
                  admin: {listen: "%2$s:8053"}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}, negativeTtl: 1s}}
                datacenters: {east: {}, west: {}}
                vips:
                  ltm-east: {datacenter: east, addresses: %3$s}
                  ltm-west: {datacenter: west, addresses: %4$s}
                clusters:
                  east: {datacenter: east, vip: ltm-east, server: "%5$s", ca: "%6$s", tokenFile: "%7$s"}
                  west: {datacenter: west, vip: ltm-west, server: "%8$s", ca: "%9$s", tokenFile: "%10$s"}
                routes: {allow: [{zone: apps.example.com, namespaces: team-*}]}
                """.formatted(
                        scratch,
                        network.address(53),
                        vip("east"),
                        vip("west"),
                        cluster("east").url(),
                        cluster("east").ca(),
                        cluster("east").tokenFile(),
                        cluster("west").url(),
                        cluster("west").ca(),
                        cluster("west").tokenFile()));
        server = serve();
    }

    @AfterEach
    void end() {
        daemons.close();
        clusters.values().forEach(ApiServer::close);
    }

    @Test
    void aWideIpFollowsItsRoutes() {
        claim("east", "team-a", SHOP);
        awaitAnswer(SHOP, vip("east"));
        claim("west", "team-a", SHOP);
        cluster("east").routes().annotate("team-a", "shop", "wideip.io/state", "\"drain\"");
        awaitAnswer(SHOP, vip("west"));
        cluster("east").routes().annotate("team-a", "shop", "wideip.io/state", "null");
        awaitAnswer(SHOP, vip("east"));
        cluster("east").routes().admit("team-a", "shop", false);
        awaitAnswer(SHOP, vip("west"));
        cluster("east").routes().admit("team-a", "shop", true);
        awaitAnswer(SHOP, vip("east"));
        cluster("east").routes().delete("team-a", "shop");
        awaitAnswer(SHOP, vip("west"));
        cluster("west").routes().delete("team-a", "shop");
        awaitAnswer(SHOP, "");
    }

    @Test
    void theNamespaceThatHasANameKeepsItWhileItsClaimStands() {
        claim("west", "team-b", SHOP);
        awaitAnswer(SHOP, vip("west"));
        claim("east", "team-a", SHOP);
        claim("east", "team-b", SHOP);
        awaitAnswer(SHOP, vip("east"));
        cluster("east").routes().delete("team-b", "shop");
        awaitAnswer(SHOP, vip("west"));

        cluster("west").routes().delete("team-b", "shop");
        awaitAnswer(SHOP, vip("east"));
    }

    @Test
    void anApiServerThatIsAwayTakesNothingAwayAndIsHeardSoonAfterItsReturn() throws Exception {
        claim("east", "team-a", SHOP);
        claim("west", "team-a", SHOP);
        awaitAnswer(SHOP, vip("east"));

        cluster("east").kill();
        long killed = System.nanoTime();
        claim("west", "team-b", MAIL);
        awaitAnswer(MAIL, vip("west"));
        while (System.nanoTime() - killed < AWAY.toNanos()) {
            assertThat(ask(SHOP, "A")).isEqualTo(vip("east"));
            Thread.sleep(1_000);
        }

        cluster("east").restart();
        long back = System.nanoTime();
        assertThat(ask(SHOP, "A")).isEqualTo(vip("east"));
        cluster("east").routes().annotate("team-a", "shop", "wideip.io/state", "\"drain\"");
        awaitAnswer(SHOP, vip("west"));
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(RETURN);
    }

    @Test
    void aRestartWithEveryClusterAwayAnswersAsBefore() throws Exception {
        claim("east", "team-a", SHOP);
        awaitAnswer(SHOP, vip("east"));
        Path kept = scratch.resolve("state/routes");
        daemons.eventually(() -> assertThat(kept).content().contains(SHOP));
        kill();
        clusters.values().forEach(ApiServer::kill);

        server = serve();
        awaitAnswer(SHOP, vip("east"));

        kill();
        Files.writeString(kept, Files.readString(kept).replace("team-a", "team-b"));
        server = serve();
        daemons.eventually(() -> assertThat(ask("apps.example.com", "SOA")).contains("ns1.apps.example.com"));
        assertThat(dig(SHOP + " A"))
                .as("nobody knows that there is no such name")
                .contains("status: SERVFAIL");
        assertThat(Tree.LOGS.resolve(SERVER + ".log")).content().contains("its checksum is wrong");

        clusters.values().forEach(ApiServer::restart);
        awaitAnswer(SHOP, vip("east"));
        daemons.eventually(() -> assertThat(dig("nothing." + SHOP + " A")).contains("status: NXDOMAIN"));
    }

    private Process serve() {
        return daemons.start(SERVER, scratch, Map.of(), Tree.wideip("serve", "config"));
    }

    private void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
        daemons.stop(SERVER);
    }

    /** By a Route whose name is the first label of this one. */
    private void claim(String cluster, String namespace, String name) {
        String route = name.substring(0, name.indexOf('.'));
        RouteWriter routes = cluster(cluster).routes();
        routes.create(
                namespace,
                route,
                Map.of("wideip.io/enabled", "true", "wideip.io/policy", "failover", "wideip.io/hostname", name));
        routes.admit(namespace, route, true);
    }

    private void awaitAnswer(String name, String address) {
        daemons.eventually(() -> assertThat(ask(name, "A")).isEqualTo(address));
    }

    private String ask(String name, String type) {
        return dig(name + " " + type + " +short");
    }

    private String dig(String arguments) {
        return programs.run(
                scratch, "dig", "@%s -p 5353 %s +tries=1 +time=5".formatted(network.address(53), arguments));
    }

    private ApiServer cluster(String name) {
        return Objects.requireNonNull(clusters.get(name));
    }

    /** Nothing listens there: all are down, and then all answer as if up. */
    private String vip(String cluster) {
        return network.address(cluster.equals("east") ? 10 : 20);
    }
}
