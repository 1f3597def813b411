package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process, with the Routes of two clusters that have real API servers. */
@NeedsApiServer
final class ClustersIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final Map<String, String> FAILOVER =
            Map.of("wideip.io/enabled", "true", "wideip.io/policy", "failover", "wideip.io/hostname", SHOP);
    private static final String SERVER = "wideip-clusters";

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
        claim("east", "team-a");
        awaitAnswer(vip("east"));
        claim("west", "team-a");
        cluster("east").routes().annotate("team-a", "shop", "wideip.io/state", "\"drain\"");
        awaitAnswer(vip("west"));
        cluster("east").routes().annotate("team-a", "shop", "wideip.io/state", "null");
        awaitAnswer(vip("east"));
        cluster("east").routes().admit("team-a", "shop", false);
        awaitAnswer(vip("west"));
        cluster("east").routes().admit("team-a", "shop", true);
        awaitAnswer(vip("east"));
        cluster("east").routes().delete("team-a", "shop");
        awaitAnswer(vip("west"));
        cluster("west").routes().delete("team-a", "shop");
        awaitAnswer("");
    }

    @Test
    void theNamespaceThatHasANameKeepsItWhileItsClaimStands() {
        claim("west", "team-b");
        awaitAnswer(vip("west"));
        claim("east", "team-a");
        claim("east", "team-b");
        awaitAnswer(vip("east"));
        cluster("east").routes().delete("team-b", "shop");
        awaitAnswer(vip("west"));

        cluster("west").routes().delete("team-b", "shop");
        awaitAnswer(vip("east"));
    }

    @Test
    void aRestartWithEveryClusterAwayAnswersAsBefore() throws Exception {
        claim("east", "team-a");
        awaitAnswer(vip("east"));
        Path kept = scratch.resolve("state/routes");
        daemons.eventually(() -> assertThat(kept).content().contains(SHOP));
        kill();
        clusters.values().forEach(ApiServer::kill);

        server = serve();
        awaitAnswer(vip("east"));

        kill();
        Files.writeString(kept, Files.readString(kept).replace("team-a", "team-b"));
        server = serve();
        daemons.eventually(() -> assertThat(ask("apps.example.com", "SOA")).contains("ns1.apps.example.com"));
        assertThat(ask(SHOP, "A")).isEmpty();
        assertThat(Tree.LOGS.resolve(SERVER + ".log")).content().contains("its checksum is wrong");

        clusters.values().forEach(ApiServer::restart);
        awaitAnswer(vip("east"));
    }

    private Process serve() {
        return daemons.start(SERVER, scratch, Map.of(), Tree.wideip("serve", "config"));
    }

    private void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
        daemons.stop(SERVER);
    }

    private void claim(String cluster, String namespace) {
        cluster(cluster).routes().create(namespace, "shop", FAILOVER);
        cluster(cluster).routes().admit(namespace, "shop", true);
    }

    private void awaitAnswer(String address) {
        daemons.eventually(() -> assertThat(ask(SHOP, "A")).isEqualTo(address));
    }

    private String ask(String name, String type) {
        return programs.run(
                scratch, "dig", "@%s -p 5353 %s %s +short +tries=1 +time=5".formatted(network.address(53), name, type));
    }

    private ApiServer cluster(String name) {
        return Objects.requireNonNull(clusters.get(name));
    }

    /** Nothing listens there: all are down, and then all answer as if up. */
    private String vip(String cluster) {
        return network.address(cluster.equals("east") ? 10 : 20);
    }
}
