package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Dig;
import io.wideip.app.Gslb;
import io.wideip.config.yaml.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plans as an operator asks a real server for them, by its unix socket; its datacenter east is down. */
@Timeout(60)
@Tag("slow")
final class PlanIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String SHOP_YAML = "shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west]}";

    @TempDir
    private Path directory;

    private Gslb gslb;
    private Dig dig;
    private String yaml = "";
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/cart.yaml"), """
                apiVersion: route.openshift.io/v1
                kind: Route
                metadata: {name: cart, namespace: shop, annotations: {wideip.io/enabled: "true", wideip.io/health-check: router}}
                spec: {host: cart.apps.example.com, to: {kind: Service, name: web}}
                """);
        yaml = """
                version: 1
                server:
                  state: "%s"
                  dns: {listen: "127.0.0.1:0"}
                  admin: {listen: "127.0.0.1:0", socket: "%s"}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}, north: {}}
                healthChecks:
                  router: {type: tcp, port: 1, interval: 1s, timeout: 500ms, fall: 1}
                vips:
                  ltm-east: {datacenter: east, addresses: [127.0.0.1], healthCheck: router}
                  ltm-west: {datacenter: west, addresses: [198.51.100.10]}
                  ltm-north: {datacenter: north, addresses: [203.0.113.10]}
                  ltm-ocp: {datacenter: west, addresses: [127.0.0.5]}
                clusters: {ocp: {datacenter: west, vip: ltm-ocp, manifests: "%s"}}
                routes: {allow: [{zone: apps.example.com, namespaces: [shop]}]}
                wideIps:
                  %s
                """.formatted(
                directory.resolve("state"), directory.resolve("admin.sock"), directory.resolve("routes"), SHOP_YAML);
        write("conf", yaml);
        gslb = Gslb.start(directory.resolve("conf"), (target, status) -> {});
        dig = new Dig(gslb.serving().get(20, TimeUnit.SECONDS).get(0));
        await().until(() -> dig.a(SHOP).equals(List.of("198.51.100.10")));
        await().until(() -> dig.a("cart.apps.example.com").equals(List.of("127.0.0.5")));
    }

    @AfterEach
    void stop() {
        gslb.close();
    }

    @Test
    void comparesUnderThePresentVerdicts() throws IOException {
        write("new", yaml.replace("[ltm-east, ltm-west]", "[ltm-west, ltm-east]"));
        assertThat(plan()).isZero();
        assertThat(out).isEqualTo("no answer would change\n");
        assertThat(plan("--all-up")).isEqualTo(3);
        assertThat(out)
                .startsWith("1 answer of 1 name would change\n")
                .contains("    now   30 A 127.0.0.1\n    then  30 A 198.51.100.10\n");
        assertThat(run("plan", directory.resolve("new").toString(), "--against", directory.resolve("conf") + ""))
                .isEqualTo(3);
    }

    /** What is down stays down when its check is changed; what is new counts as up. */
    @Test
    void aNewTargetWithoutAVerdictCountsAsUp() throws IOException {
        write("new", yaml.replace("timeout: 500ms, fall: 1", "timeout: 600ms, fall: 2"));
        assertThat(plan()).isZero();
        assertThat(out).isEqualTo("no answer would change\n");
        write("new", yaml.replace("addresses: [127.0.0.1]", "addresses: [127.0.0.9]"));
        assertThat(plan()).isEqualTo(3);
        assertThat(out)
                .startsWith("1 target without a verdict yet: taken for up\n2 answers of 2 names would change\n")
                .contains("shop.apps.example.com A\n", "then  30 A 127.0.0.9\n");
    }

    @Test
    void ordersCountAsTheyWould() throws IOException {
        assertThat(run(
                        "drain",
                        "--vip",
                        "ltm-west",
                        "--wide-ip",
                        "shop*",
                        "--reason",
                        "x",
                        "--force",
                        "--at",
                        socket()))
                .isZero();
        String other = yaml.replace("[ltm-east, ltm-west]", "[ltm-east, ltm-west, ltm-north]");
        write("new", other);
        assertThat(plan("-o", "markdown")).isEqualTo(3);
        assertThat(out).contains("| `shop.apps.example.com` | A | ", " | 30 A 203.0.113.10 |");
        // One of the YAML that the operator has given already changes nothing.
        write("new", yaml + "drains: {x: {vip: ltm-west, wideIps: 'shop*', reason: x}}\n");
        isZero(plan());
        write("new", yaml + "drains: {x: {vip: ltm-ocp, reason: x}}\n");
        assertThat(plan()).isEqualTo(3);
        assertThat(out)
                .contains(
                        "    now   30 A 127.0.0.5 [all members down, answering as if up]\n",
                        "    then  30 A 127.0.0.5 [all members drained, answering as if up]\n");
        write("new", other + "drains: {x: {vip: ltm-north, reason: x}}\n");
        assertThat(plan()).isEqualTo(3);
        assertThat(out).contains("shop--north.apps.example.com A\n").doesNotContain("shop.apps.example.com A\n");
    }

    @Test
    void routesAreMappedByTheNewRules() throws IOException {
        write("new", yaml.replace("[shop]", "[pay]"));
        assertThat(plan("-o", "json")).isEqualTo(3);
        assertThat(out)
                .contains("\"name\" : \"cart.apps.example.com\"", "\"rcode\" : \"NXDOMAIN\"")
                .contains("\"answers\" : 12,")
                .doesNotContain(SHOP);
        assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
        write("new", yaml.replace(SHOP_YAML, SHOP_YAML + "\n  cart.apps.example.com: {members: [ltm-north]}"));
        assertThat(plan()).isEqualTo(3);
        assertThat(out).contains("cart.apps.example.com A\n", "then  30 A 203.0.113.10\n");
        write("new", yaml.replace("routes\"}}", "others\"}}").replace("version: 1", "# other\nversion: 1"));
        assertThat(plan()).isZero();
        assertThat(out).startsWith("not known before the reload are the Routes of: ocp\nno answer would change\n");
    }

    @Test
    void whatAReloadWouldRefuseIsTold() throws IOException {
        write("new", yaml.replace("failover", "failovr"));
        assertThat(plan()).isEqualTo(1);
        assertThat(err).contains(directory.resolve("new/wideip.yaml") + ":", ": unknown policy 'failovr'");

        String many = IntStream.range(0, 10)
                .mapToObj(i -> "  n" + i + ".apps.example.com: {members: [ltm-north]}\n")
                .collect(Collectors.joining());
        write("conf", yaml + many);
        assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
        write("new", yaml);
        assertThat(plan()).isEqualTo(1);
        assertThat(out)
                .startsWith("a reload would be refused: 10 of 11 wide IPs would go (")
                .contains(" would change");
        assertThat(dig.a("n1.apps.example.com")).containsExactly("203.0.113.10");

        write("new", yaml.replace("{listen: \"127.0.0.1:0\"}", "{listen: \"127.0.0.1:1\"}") + many);
        assertThat(plan()).isZero();
        assertThat(out).startsWith("without effect until a restart: server.dns.listen");
    }

    @Test
    void whatCanNotBeAskedIsTold() throws IOException {
        write("new", yaml);
        assertThat(run("plan", directory.resolve("new").toString(), "--at", "unix:" + directory.resolve("none")))
                .isEqualTo(4);
        assertThat(plan("--against", directory.resolve("conf").toString())).isEqualTo(2);
        assertThat(run("plan")).isEqualTo(2);
        // By TCP, too: it orders nothing.
        assertThat(run(
                        "plan",
                        directory.resolve("new").toString(),
                        "--at",
                        "http://127.0.0.1:" + gslb.adminAddress().getPort()))
                .isZero();
        write("new", yaml + "#" + "x".repeat(17 << 20) + "\n");
        assertThat(plan()).isEqualTo(1);
        assertThat(err).contains("refuses: the body may have ");
    }

    /** As the page has it, at this server and its directories. */
    @Test
    void theRunbookRuns() throws IOException {
        write("new", yaml);
        String page = Files.readString(Path.of("../docs/operations.md"));
        String section = page.substring(page.indexOf("### See what a change would do"));
        List<String> commands = section.substring(0, section.indexOf("\n### "))
                .lines()
                .filter(line -> line.startsWith("wideip "))
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            List<String> words = new ArrayList<>(List.of(command.replace("/tmp/new", directory + "/new")
                    .replace("/etc/wideip", directory + "/conf")
                    .split(" ")));
            words.remove(0);
            if (!words.contains("--against")) {
                words.addAll(List.of("--at", socket()));
            }
            assertThat(run(words.toArray(String[]::new)))
                    .as("%s: %s%s", command, out, err)
                    .isZero();
        }
    }

    @Test
    void largeDirectoriesTravelWhole() throws IOException {
        write("new", yaml + ("#" + "x".repeat(1 << 10) + "\n").repeat(3 << 10));
        assertThat(plan()).as(err).isZero();
        assertThat(out).isEqualTo("no answer would change\n");
    }

    private String socket() {
        return "unix:" + directory.resolve("admin.sock");
    }

    private void isZero(int code) {
        assertThat(code).as(out + err).isZero();
    }

    private int plan(String... more) {
        List<String> all =
                new ArrayList<>(List.of("plan", directory.resolve("new").toString()));
        all.addAll(List.of("--at", socket()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandRun run = CommandRun.of(List.of(arguments));
        out = run.out();
        err = run.err();
        return run.code();
    }

    private void write(String to, String text) throws IOException {
        Files.createDirectories(directory.resolve(to));
        Files.writeString(directory.resolve(to).resolve("wideip.yaml"), text);
    }
}
