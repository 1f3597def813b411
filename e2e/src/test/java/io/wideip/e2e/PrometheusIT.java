package io.wideip.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Prometheus scrapes the server; its promtool has nothing to say against metrics and rules. */
@Tag("slow")
final class PrometheusIT {
    private static final Path RULES = Tree.TOP.resolve("deploy/prometheus");
    private static final Path DASHBOARD = Tree.TOP.resolve("deploy/grafana/wideip.json");
    private static final Path PLACES = Tree.TOP.resolve("app/src/test/resources/io/wideip/app/command/places.mmdb");
    /** A metric with its labels, wherever in an expression. */
    private static final Pattern SELECTOR = Pattern.compile("(?:wideip|process|jvm)_\\w+(?:\\{[^}]*\\})?");

    private static final Pattern EXPRESSION =
            Pattern.compile("\"(?:expr|query)\": ?\"((?:wideip_|[a-z]+[ (]).*?)(?<!\\\\)\"");

    @TempDir
    private Path scratch;

    private final Programs programs = Programs.require(Map.of(
            "prometheus", "prometheus", "promtool", "prometheus", "dig", "bind9-dnsutils", "openssl", "openssl"));
    private final LoopbackNetwork network =
            LoopbackNetwork.free(List.of("1:9", "53:5300", "53:5853", "53:8053", "53:9090"));
    private final HttpClient client = HttpClient.newHttpClient();
    private Daemons daemons;

    @BeforeEach
    void start() throws IOException {
        daemons = new Daemons(Tree.LOGS);
        programs.run(
                scratch,
                "openssl",
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out crt.pem -days 10"
                        + " -subj /CN=ns1.apps.example.com");
        String server = network.address(53);
        Path config = Files.createDirectories(scratch.resolve("config"));
        Files.writeString(config.resolve("wideip.yaml"), """
                version: 1
                server:
                  dns: {listen: ["SERVER:5300", {address: "SERVER:5853", transport: tls}], tls: {certificate: ../crt.pem, key: ../key.pem}}
                  admin: {listen: "SERVER:8053", socket: SOCKET}
                  startGrace: 1s
                  geo: {databases: [{file: PLACES}]}
                zones:
                  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [SERVER]}}
                datacenters: {east: {}, west: {}}
                healthChecks:
                  tls: {type: tls, port: 5853, interval: 1s, timeout: 500ms, warnDays: 14}
                  port: {type: tcp, port: 9, interval: 1s, timeout: 500ms}
                vips:
                  ltm-east: {datacenter: east, addresses: [SERVER], healthCheck: tls}
                  ltm-west: {datacenter: west, addresses: [LTM], healthCheck: port}
                clusters: {east-1: {datacenter: east, vip: ltm-east, server: "https://LTM:9"}}
                wideIps: {shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west]}}
                """.replace("SERVER", server)
                .replace("SOCKET", socket())
                .replace("LTM", network.address(1))
                .replace("PLACES", PLACES.toString()));
        daemons.start("wideip", scratch, Map.of(), Tree.wideip("serve", "config"));
        daemons.eventually(() -> assertThat(programs.run(
                        scratch, "dig", "+short +tries=1 +time=1 @" + server + " -p 5300 shop.apps.example.com"))
                .isEqualTo(server));
    }

    @AfterEach
    void end() {
        daemons.close();
    }

    private String socket() {
        return scratch.resolve("admin.sock").toString();
    }

    @Test
    void findsAllThatRulesAndDashboardAskFor() throws Exception {
        String order = Programs.run(
                scratch, Tree.wideip("drain", "--vip", "ltm-west", "--reason", "a test", "--at", "unix:" + socket()));
        assertThat(order).contains("ltm-west");
        Files.writeString(scratch.resolve("metrics"), get("http://" + network.address(53) + ":8053/metrics"));
        promtool("check metrics");
        promtool("check rules " + RULES.resolve("wideip.rules.yaml"));
        promtool("test rules " + RULES.resolve("wideip.rules.test.yaml"));

        Files.writeString(scratch.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["RULES/wideip.rules.yaml"]
                scrape_configs: [{job_name: wideip, static_configs: [{targets: ["SERVER:8053"]}]}]
                """.replace("RULES", RULES.toString())
                .replace("SERVER", network.address(53)));
        daemons.start(
                "prometheus",
                scratch,
                Map.of(),
                programs.command(
                        "prometheus",
                        "--config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address="
                                + network.address(53) + ":9090"));
        daemons.eventually(() ->
                assertThat(results("wideip_probe_certificates_to_renew == 1")).isNotZero());

        for (String expression : expressions(get(prometheus("rules")))) {
            Matcher selector = SELECTOR.matcher(expression);
            assertThat(selector.find()).as(expression).isTrue();
            do {
                String found = selector.group();
                daemons.eventually(() -> assertThat(results(found)).as(found).isNotZero());
            } while (selector.find());
        }
        for (String expression : expressions(Files.readString(DASHBOARD))) {
            String forAll = expression.replace("$job", ".*").replace("$instance", ".*");
            daemons.eventually(() -> assertThat(results(forAll)).as(forAll).isNotZero());
        }
    }

    private void promtool(String arguments) throws Exception {
        Process process = new ProcessBuilder(programs.command("promtool", arguments))
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectInput(scratch.resolve("metrics").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        if (arguments.equals("check metrics")) {
            assertThat(output).isEmpty();
        }
    }

    private static Set<String> expressions(String json) {
        Set<String> expressions = new LinkedHashSet<>();
        Matcher expression = EXPRESSION.matcher(json);
        while (expression.find()) {
            if (SELECTOR.matcher(expression.group(1)).find()
                    && !expression.group(1).startsWith("label_values")) {
                expressions.add(expression
                        .group(1)
                        .replace("\\\"", "\"")
                        .replace("\\u003e", ">")
                        .replace("\\u003c", "<"));
            }
        }
        assertThat(expressions).hasSizeGreaterThan(10);
        return expressions;
    }

    /** How many series an expression gives; none while Prometheus is only just starting. */
    private int results(String expression) throws Exception {
        String reply;
        try {
            reply = get(prometheus("query?query=" + URLEncoder.encode(expression, UTF_8)));
        } catch (ConnectException notYet) {
            return 0;
        }
        assertThat(reply).startsWith("{\"status\":\"success\"");
        List<String> series = new ArrayList<>();
        Matcher metric = Pattern.compile("\"metric\":").matcher(reply);
        while (metric.find()) {
            series.add(metric.group());
        }
        return series.size();
    }

    private String prometheus(String what) {
        return "http://" + network.address(53) + ":9090/api/v1/" + what;
    }

    private String get(String url) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
