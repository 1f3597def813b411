package io.wideip.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.Dig;
import io.wideip.app.Gslb;
import io.wideip.app.drill.DrillFailure;
import io.wideip.app.drill.NameServer;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.AddressText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.SimpleResolver;

/** Drills at two real servers. */
@Tag("slow")
@Timeout(120)
final class DrillCommandIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";

    @TempDir
    private Path directory;

    private final List<Gslb> servers = new ArrayList<>();
    private final List<InetSocketAddress> dns = new ArrayList<>();
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        for (String server : List.of("a", "b")) {
            Path yaml = Files.createDirectory(directory.resolve(server));
            Files.writeString(yaml.resolve("wideip.yaml"), """
                    version: 1
                    server: {dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: "%s"}}
                    zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: [127.0.0.1, "::1"], ns2: 127.0.0.2}}}
                    datacenters: {east: {}, west: {}}
                    vips:
                      ltm-east: {datacenter: east, addresses: [192.0.2.10, "2001:db8:e::10"]}
                      ltm-west: {datacenter: west, addresses: [198.51.100.10, "2001:db8::10"]}
                      only-east: {datacenter: east, addresses: [192.0.2.11]}
                    wideIps:
                      shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west], ttl: 20s}
                      cart.apps.example.com: {policy: round-robin, members: [ltm-east, ltm-west], maxAnswers: 1, ttl: 5s}
                      back.apps.example.com: {policy: failover, members: [ltm-west, ltm-east]}
                    """.formatted(directory.resolve(server + ".sock")));
            Gslb gslb = Gslb.start(yaml, (target, status) -> {});
            servers.add(gslb);
            dns.add(gslb.serving().get(20, TimeUnit.SECONDS).get(0));
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(Gslb::close);
    }

    @Test
    void withoutYesNothingIsDrained() throws Exception {
        assertThat(run("a", "b")).as(err).isZero();
        assertThat(out)
                .contains("would be in force: drill-", "wide IPs that change: 2\n")
                .contains(
                        "name servers to ask: " + AddressText.of(dns.get(0)) + ", " + AddressText.of(dns.get(1)) + "\n")
                .endsWith("wide IPs that they answer from there now: 2\nnothing was drained: --yes begins the drill\n");
        assertThat(drains("a", "b")).isEqualTo("no drains\n");
        assertThat(run("a", "b", "-o", "json")).isZero();
        assertThat(JsonMapping.tree(out.getBytes(UTF_8)).path("done").asBoolean(true))
                .isFalse();
    }

    @Test
    void theAnswersOfAllServersMoveAndComeBack() throws Exception {
        assertThat(run("a", "b", "--yes", "--reason", "drill of November", "-o", "json"))
                .as(err)
                .isZero();
        assertThat(err).startsWith("drained as drill-").endsWith("at the latest\nresumed\n");
        JsonNode report = JsonMapping.tree(out.getBytes(UTF_8));
        JsonNode result = report.path("result");
        assertThat(result.path("watched").asInt()).isEqualTo(2);
        assertThat(result.path("moved").asInt()).isEqualTo(2);
        assertThat(result.path("back").asInt()).isEqualTo(2);
        double worst = result.path("recovery").path("worst").asDouble();
        assertThat(worst).isBetween(0.000_1, 10.0);
        assertThat(result.path("recovery").path("p50").asDouble()).isLessThanOrEqualTo(worst);
        assertThat(result.path("recoveryWithTtl").path("worst").asDouble()).isBetween(20.0, 20 + worst);
        assertThat(report.path("wideIps")).hasSize(2);

        assertThat(drains("a", "b")).isEqualTo("no drains\n");
        for (int server = 0; server < 2; server++) {
            assertThat(new Dig(dns.get(server)).a(SHOP)).containsExactly(EAST);
            assertThat(metrics(server))
                    .contains("wideip_drill_wide_ips{datacenter=\"east\",outcome=\"moved\"} 2.0")
                    .contains("wideip_drill_wide_ips{datacenter=\"east\",outcome=\"stuck\"} 0.0")
                    .contains("wideip_drill_recovery_seconds{datacenter=\"east\",share=\"worst\",ttl=\"without\"} "
                            + worst)
                    .contains("wideip_drill_timestamp_seconds{datacenter=\"east\"} ");
        }
    }

    @Test
    void aNameServerThatIsNotDrainedIsNamed() {
        assertThat(run("a", "--yes", "--wide-ip", "shop*", "--for", "5s")).isEqualTo(Main.FAILED);
        assertThat(out)
                .contains("wide IPs answered from there before: 1; moved: 0; back: 1\n")
                .contains("  " + SHOP + ": NOT MOVED, TTL 20 s\n    still answered from there: " + SHOP + " A at "
                        + AddressText.of(dns.get(1)) + "\n");
        assertThat(drains("a")).isEqualTo("no drains\n");
    }

    @Test
    void whatCanNotBeDrilledIsRefusedBeforeAnyOrder() throws Exception {
        Path yaml = directory.resolve("a/wideip.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "  only.apps.example.com: {members: [only-east]}\n");
        servers.get(0).reload();
        assertThat(run("a", "b", "--yes")).isEqualTo(Main.FAILED);
        assertThat(err)
                .contains("wide IPs without an available datacenter then: 1\n  only.apps.example.com\n")
                .endsWith("no drill: wide IPs would have no available datacenter\n");
        assertThat(run("b", "none", "--yes")).isEqualTo(Main.UNREACHED);
        assertThat(run("a", "--yes", "--wide-ip", "back*")).isEqualTo(Main.FAILED);
        assertThat(err).contains("no name server answers a wide IP from there now");
        assertThat(run("a", "--yes", "--for", "1s")).isEqualTo(Main.USAGE);
        assertThat(run("a", "--yes", "--wide-ip", "a..b")).isEqualTo(Main.USAGE);
        assertThat(run("a", "--name-server", "ns1")).isEqualTo(Main.USAGE);
        assertThat(drains("a", "b")).isEqualTo("no drains\n");
    }

    @Test
    void aSignalEndsTheDrainAtOnce() throws Exception {
        for (String signal : List.of("INT", "TERM", "HUP")) {
            if (!Running.isHeard(signal)) {
                continue;
            }
            try (Running drill = stuckDrill("60s")) {
                drill.signal(signal);
                assertThat(drill.awaitEnd()).isEqualTo(Main.FAILED);
                assertThat(drill.err()).contains("\nresumed\nno drill: it was ended before it was over\n");
            }
            assertThat(drains("a")).isEqualTo("no drains\n");
            assertThat(new Dig(dns.get(0)).a(SHOP)).containsExactly(EAST);
        }
    }

    @Test
    void afterAKillTheDrainEndsByItself() throws Exception {
        try (Running drill = stuckDrill("10s")) {
            drill.signal("KILL");
            drill.awaitEnd();
        }
        assertThat(new Dig(dns.get(0)).a(SHOP)).containsExactly(WEST);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> new Dig(dns.get(0)).a(SHOP).equals(List.of(EAST)));
        assertThat(drains("a")).isEqualTo("no drains\n");
    }

    /** The zone's own server is asked, as this machine's resolver would. */
    @Test
    void nameServersAreThoseOfTheNsRecords() throws Exception {
        SimpleResolver resolver = new SimpleResolver(dns.get(0));
        assertThat(NameServer.of("apps.example.com", resolver))
                .extracting(NameServer::toString)
                .containsExactlyInAnyOrder(
                        "ns1.apps.example.com (127.0.0.1)",
                        "ns1.apps.example.com (::1)",
                        "ns2.apps.example.com (127.0.0.2)");
        assertThatThrownBy(() -> NameServer.of("example.net", resolver))
                .isInstanceOf(DrillFailure.class)
                .hasMessage("this machine's resolver finds no name server of example.net: give them by --name-server");
    }

    /** One of the name servers is not drained, so it goes on until it is ended. */
    private Running stuckDrill(String duration) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("drill", "--datacenter", "east", "--yes", "--for", duration));
        dns.forEach(each -> arguments.addAll(List.of("--name-server", AddressText.of(each))));
        arguments.addAll(List.of("--at", at("a")));
        Running drill = new Running(arguments.toArray(String[]::new));
        drill.awaitErr("drained as drill-");
        return drill;
    }

    /** A drill of the east: first the servers that are ordered, then more options. */
    private int run(String... serversAndOptions) {
        List<String> all = new ArrayList<>(List.of("drill", "--datacenter", "east"));
        dns.forEach(each -> all.addAll(List.of("--name-server", AddressText.of(each))));
        boolean options = false;
        for (String word : serversAndOptions) {
            options |= word.startsWith("-");
            all.addAll(options ? List.of(word) : List.of("--at", at(word)));
        }
        return command(all);
    }

    private String drains(String... at) {
        List<String> all = new ArrayList<>();
        for (String server : at) {
            assertThat(command(List.of("drains", "--at", at(server)))).isZero();
            all.add(out);
        }
        return all.stream().distinct().reduce("", String::concat);
    }

    private int command(List<String> arguments) {
        CommandRun run = CommandRun.of(arguments);
        out = run.out();
        err = run.err();
        return run.code();
    }

    private String at(String server) {
        return "unix:" + directory.resolve(server + ".sock");
    }

    private String metrics(int server) throws IOException {
        try (var body = URI.create(
                        "http://127.0.0.1:" + servers.get(server).adminAddress().getPort() + "/metrics")
                .toURL()
                .openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
