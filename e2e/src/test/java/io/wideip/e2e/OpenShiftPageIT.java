package io.wideip.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wideip.routes.apiserver.ApiClient;
import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of docs/openshift.md, in its order, against two real API servers. */
@NeedsApiServer
@Tag("slow")
final class OpenShiftPageIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|yaml)\n(.*?)^```$");
    private static final int DNS = 5353;
    private static final String ADMITTED = """
            {"status": {"ingress": [{"host": "shop.apps.example.com", "routerName": "default",
              "conditions": [{"type": "Admitted", "status": "True"}]}]}}
            """;

    @TempDir
    private Path scratch;

    private final Programs programs = Programs.require(Map.of("dig", "bind9-dnsutils", "sed", "sed"));
    private final LoopbackNetwork network = LoopbackNetwork.free(List.of("10:8080", "20:8080", "53:5353", "53:8053"));
    private final Map<String, ApiServer> clusters = new LinkedHashMap<>();
    private final List<HttpServer> applications = new ArrayList<>();
    private Daemons daemons;

    @BeforeEach
    void begin() throws IOException {
        daemons = new Daemons(Tree.LOGS);
    }

    @AfterEach
    void end() {
        daemons.close();
        applications.forEach(application -> application.stop(0));
        clusters.values().forEach(ApiServer::close);
    }

    @Test
    void everyCommandDoesWhatThePageSays() throws Exception {
        startCluster("east", 10);
        startCluster("west", 20);
        write("deploy/rbac/read.yaml", Files.readString(Tree.TOP.resolve("deploy/rbac/read.yaml")));
        Iterator<String> blocks = blocks().iterator();

        run(blocks.next());
        assertThat(scratch.resolve("wideip/west.token")).isNotEmptyFile();
        write("wideip/wideip.yaml", moved(blocks.next()));
        write("wideip/server.yaml", """
                version: 1
                server:
                  dns: {listen: ["%s:%d"]}
                  admin: {listen: "%s:8053"}
                """.formatted(network.address(53), DNS, network.address(53)));
        serve(blocks.next());
        run(blocks.next());
        awaitAnswer(blocks.next(), network.address(10));
        run(blocks.next());
        awaitAnswer(blocks.next(), network.address(20));
        run(blocks.next());
        awaitAnswer("dig @127.0.0.1 -p 5353 shop.apps.example.com +short", network.address(10));
    }

    /** Those of the first section, which is one story. */
    private static List<String> blocks() throws IOException {
        String page = Files.readString(Tree.TOP.resolve("docs/openshift.md"));
        String story = page.substring(page.indexOf("## From nothing"), page.indexOf("## With manifests"));
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(story);
        while (block.find()) {
            blocks.add(block.group(2));
        }
        assertThat(blocks).hasSize(8);
        return blocks;
    }

    private void startCluster(String name, int host) throws IOException {
        ApiServer cluster = ApiServer.start(scratch.resolve("cluster-" + name));
        clusters.put(name, cluster);
        write("wideip/" + name + ".pem", Files.readString(cluster.ca()));
        ApiClient api = cluster.api();
        api.post("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: team-a}}");
        api.post("/apis/route.openshift.io/v1/namespaces/team-a/routes", """
                apiVersion: route.openshift.io/v1
                kind: Route
                metadata: {name: shop, namespace: team-a}
                spec: {host: shop.apps.example.com, to: {kind: Service, name: shop, weight: 100}}
                """);
        api.patch("/apis/route.openshift.io/v1/namespaces/team-a/routes/shop/status", ADMITTED);
        HttpServer application = HttpServer.create(new InetSocketAddress(network.address(host), 8080), 0);
        application.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        application.start();
        applications.add(application);
    }

    /** The page's YAML with the test's addresses. */
    private String moved(String yaml) {
        String moved = yaml.replace("192.0.2.10}", network.address(10) + ", ports: {http: 8080}}")
                .replace("198.51.100.10}", network.address(20) + ", ports: {http: 8080}}");
        for (Map.Entry<String, ApiServer> cluster : clusters.entrySet()) {
            moved = moved.replace(
                    "https://api." + cluster.getKey() + ".example.com:6443",
                    cluster.getValue().url().toString());
        }
        assertThat(moved).doesNotContain("198.51.100.", "6443");
        return moved;
    }

    private void serve(String block) {
        List<String> commands = block.lines().toList();
        assertThat(commands).hasSize(2).allMatch(command -> command.startsWith("./wideip "));
        String checked = Programs.run(scratch, wideip(commands.get(0)));
        assertThat(checked).endsWith("1 zone, 0 wide IPs, 2 VIPs: no problems");
        daemons.start("wideip-openshift", scratch, Map.of(), wideip(commands.get(1)));
    }

    private static List<String> wideip(String command) {
        return Tree.wideip(command.substring("./wideip ".length()).split(" ", -1));
    }

    /** A kubeconfig with a context for each cluster, as administrator. */
    private Path kubeconfig() throws IOException {
        StringBuilder clusterItems = new StringBuilder();
        StringBuilder contexts = new StringBuilder();
        clusters.forEach((name, cluster) -> {
            clusterItems.append("- {name: %s, cluster: {server: '%s', certificate-authority: '%s'}}%n"
                    .formatted(name, cluster.url(), cluster.ca()));
            contexts.append("- {name: %s, context: {cluster: %s, user: administrator}}%n".formatted(name, name));
        });
        return write("kubeconfig", """
                apiVersion: v1
                kind: Config
                clusters:
                %scontexts:
                %susers: [{name: administrator, user: {token: administrator-token}}]
                """.formatted(clusterItems, contexts));
    }

    private void run(String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-euc", script)
                .directory(scratch.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put("KUBECONFIG", kubeconfig().toString());
        environment.put("PATH", System.getenv("KUBEBUILDER_ASSETS") + ":" + environment.get("PATH"));
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", script, said).isZero();
    }

    private void awaitAnswer(String command, String address) {
        assertThat(command.strip()).isEqualTo("dig @127.0.0.1 -p 5353 shop.apps.example.com +short");
        daemons.eventually(() -> assertThat(programs.run(
                        scratch,
                        "dig",
                        "@%s -p %d shop.apps.example.com +short +tries=1 +time=5".formatted(network.address(53), DNS)))
                .isEqualTo(address));
    }

    private Path write(String file, String text) throws IOException {
        Path path = scratch.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }
}
