package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wideip.routes.apiserver.ApiClient;
import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that moves the path which the readiness probe of an application asks. */
@NeedsApiServer
@Tag("slow")
final class MovedProbeIT {
    private static final String CORE = "/api/v1/namespaces/team-a/";

    @TempDir
    private Path scratch;

    private final Programs programs = Programs.require(Map.of("dig", "bind9-dnsutils"));
    private final LoopbackNetwork network = LoopbackNetwork.free(List.of("10:8080", "53:5353", "53:8053"));
    private Daemons daemons;
    private ApiServer cluster;
    private HttpServer application;
    /** The only path at which the application says that it is well. */
    private volatile String healthy = "/old";

    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void start() throws IOException {
        daemons = new Daemons(Tree.LOGS);
        cluster = ApiServer.start(scratch.resolve("cluster"));
        application = HttpServer.create(new InetSocketAddress(network.address(10), 8080), 0);
        application.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            boolean well = exchange.getRequestURI().getPath().equals(healthy);
            exchange.sendResponseHeaders(well ? 200 : 404, -1);
            exchange.close();
        });
        application.start();
    }

    @AfterEach
    void end() {
        daemons.close();
        application.stop(0);
        cluster.close();
    }

    @Test
    void isFollowedSoonAfterTheOldCheckFails() throws IOException {
        ApiClient api = cluster.api();
        cluster.routes().namespace("team-a", Map.of());
        api.post(CORE + "services", """
                {apiVersion: v1, kind: Service, metadata: {name: shop},
                 spec: {selector: {app: shop}, ports: [{port: 80, targetPort: 8080}]}}
                """);
        startPod(api, "shop-1", "/old");
        cluster.routes()
                .create(
                        "team-a",
                        "shop",
                        Map.of(
                                "wideip.io/enabled", "true",
                                "wideip.io/when-all-down", "nodata",
                                "wideip.io/health-check-interval", "5s",
                                "wideip.io/health-check-fall", "2",
                                "wideip.io/health-check-rise", "1"));
        cluster.routes().admit("team-a", "shop", true);
        serve();
        awaitAnswer(network.address(10));
        // Until the pods have been read, the check asks "/", and takes whatever answers it.
        daemons.eventually(() -> assertThat(asked).contains("/old"));

        // As a release that ends the old pod before it starts the new one.
        api.delete(CORE + "pods/shop-1");
        healthy = "/new";
        awaitAnswer("");
        startPod(api, "shop-2", "/new");
        awaitAnswer(network.address(10));
    }

    private static void startPod(ApiClient api, String name, String path) {
        api.post(CORE + "pods", """
                {apiVersion: v1, kind: Pod, metadata: {name: %1$s, labels: {app: shop, pod-template-hash: %1$s}},
                 spec: {containers: [{name: shop, image: shop, ports: [{containerPort: 8080}],
                  readinessProbe: {httpGet: {path: %2$s, port: 8080}}}]}}
                """.formatted(name, path));
        api.patch(
                CORE + "pods/" + name + "/status",
                "{\"status\": {\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}");
    }

    private void serve() throws IOException {
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), cluster.administratorKubeconfig());
        Files.createDirectories(scratch.resolve("config"));
        Files.writeString(scratch.resolve("config/wideip.yaml"), """
                version: 1
                server:
                  suspicion: off
                  dns: {listen: ["%1$s:5353"]}
                  admin: {listen: "%1$s:8053"}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}, negativeTtl: 1s}}
                datacenters: {east: {}}
                vips: {ltm-east: {datacenter: east, addresses: %2$s, ports: {http: 8080}}}
                clusters: {east: {datacenter: east, vip: ltm-east, kubeconfig: %3$s}}
                routes: {allow: [{zone: apps.example.com}]}
                """.formatted(
                        network.address(53), network.address(10), kubeconfig));
        daemons.start("wideip-moved-probe", scratch, Map.of(), Tree.wideip("serve", "config"));
    }

    private void awaitAnswer(String address) {
        daemons.eventually(() -> assertThat(programs.run(
                        scratch,
                        "dig",
                        "@%s -p 5353 shop.apps.example.com A +short +tries=1 +time=5".formatted(network.address(53))))
                .isEqualTo(address));
    }
}
