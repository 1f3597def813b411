package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Dig;
import io.wideip.app.Gslb;
import io.wideip.config.yaml.Loaded;
import java.io.IOException;
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

/** Drains as an operator orders them, at a real server by its unix socket. */
@Timeout(60)
@Tag("slow")
final class DrainCommandIT {
    private static final String SHOP = "shop.apps.example.com";
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";

    @TempDir
    Path directory;

    private Gslb gslb;
    private Dig dig;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(directory.resolve("conf"));
        write("");
        serve();
    }

    @AfterEach
    void stop() {
        gslb.close();
    }

    @Test
    void aDrainIsShownGivenListedAndEnded() throws Exception {
        assertThat(run("drain", "--datacenter", "east", "--reason", "firmware", "--dry-run"))
                .isZero();
        assertThat(out)
                .startsWith("would be in force: ")
                .contains("wide IPs that change: 2\n  1 from east to west\n  1 from east, west to west\n");
        assertThat(dig.a(SHOP)).containsExactly(EAST);

        assertThat(run("drain", "--datacenter", "east", "--reason", "firmware", "--for", "2h"))
                .isZero();
        assertThat(out).startsWith("in force: ").doesNotContain("a restart forgets it");
        assertThat(dig.a(SHOP)).containsExactly(WEST);

        assertThat(run("drains")).isZero();
        assertThat(out).contains(": datacenter east, since ", ", until ", ", by " + user() + ": firmware\n");
        String id = out.substring(0, out.indexOf(':'));
        assertThat(run("resume", id)).isZero();
        assertThat(out).startsWith("ended: " + id).contains("1 from west to east\n");
        assertThat(dig.a(SHOP)).containsExactly(EAST);
        assertThat(run("drains")).isZero();
        assertThat(out).isEqualTo("no drains\n");
    }

    @Test
    void itOutlastsARestart() throws Exception {
        assertThat(run("drain", "--vip", "ltm-east", "--wide-ip", "SHOP*", "--reason", "firmware"))
                .isZero();
        gslb.close();
        serve();
        assertThat(dig.a(SHOP)).containsExactly(WEST);
        assertThat(run("drains", "-o", "json")).isZero();
        assertThat(out).contains("\"wideIps\" : \"shop*\"", "\"source\" : \"operator\"", "\"inForce\" : true");
    }

    @Test
    void whoLosesTheLastDatacenterIsListedAndTheDrainRefused() throws Exception {
        assertThat(run("drain", "--datacenter", "west", "--reason", "firmware")).isZero();
        assertThat(run("drain", "--datacenter", "east", "--reason", "firmware")).isEqualTo(Main.FAILED);
        assertThat(err)
                .contains("refuses: 2 wide IPs would lose their last available datacenter"
                        + " (cart.apps.example.com, shop.apps.example.com): ");
        assertThat(run("drain", "--datacenter", "east", "--wide-ip", "shop*", "--reason", "firmware"))
                .isEqualTo(Main.FAILED);
        assertThat(err).contains("refuses: 1 wide IP would lose its last available datacenter (" + SHOP + "): ");
        assertThat(dig.a(SHOP)).containsExactly(EAST);

        assertThat(run("drain", "--datacenter", "east", "--reason", "firmware", "--force"))
                .isZero();
        assertThat(out)
                .contains("wide IPs without an available datacenter then: 2\n  cart.apps.example.com\n  " + SHOP);
    }

    @Test
    void oneOfTheYamlIsEndedWhereItStands() throws Exception {
        write("drains: {move: {datacenter: east, reason: change 4711}}");
        gslb.reload();
        assertThat(run("resume", "move")).isEqualTo(Main.FAILED);
        assertThat(err).contains("the drain 'move' stands in the YAML (", "wideip.yaml:11:10): remove it there");
        assertThat(dig.a(SHOP)).containsExactly(WEST);

        assertThat(run("drain", "--datacenter", "east", "--reason", "firmware")).isZero();
        assertThat(out).contains("wide IPs that change: 0\n");
        assertThat(run("resume", "--datacenter", "east")).isZero();
        assertThat(out)
                .contains("stays in force: move: datacenter east, by YAML in ", "wideip.yaml:11:10: change 4711\n");
        assertThat(dig.a(SHOP)).containsExactly(WEST);
    }

    @Test
    void whatCanNotBeMeantIsRefusedWithTheMend() {
        refused("unknown datacenter 'esat': did you mean 'east'?", "--datacenter", "esat");
        refused("unknown VIP 'ltm-wets': did you mean 'ltm-west'?", "--vip", "ltm-wets");
        refused("is in the datacenter 'west', not in 'east'", "--datacenter", "east", "--vip", "ltm-west");
        refused("'a..b' matches no name: write letters", "--wide-ip", "a..b");
        refused("no wide IP is named like 'shp*': correct it", "--wide-ip", "shp*");
        refused("would end in the past", "--vip", "ltm-east", "--until", "2020-01-01T00:00:00Z");
        refused("both a duration and an end", "--vip", "ltm-east", "--for", "1h", "--until", "2020-01-01T00:00:00Z");
        assertThat(run("drain", "--vip", "ltm-east", "--reason", " ")).isEqualTo(Main.FAILED);
        assertThat(err).contains("no reason: say why");
        assertThat(run("resume", "never")).isEqualTo(Main.FAILED);
        assertThat(err).contains("no drain 'never': there is none");
        assertThat(run("resume", "--vip", "ltm-east")).isEqualTo(Main.FAILED);
        assertThat(err).contains("no drain covers just VIP ltm-east: there is none");
        assertThat(run("drains")).isZero();
        assertThat(out).isEqualTo("no drains\n");

        assertThat(run("drain", "--reason", "firmware")).isEqualTo(Main.USAGE);
        assertThat(run("drain", "--vip", "ltm-east", "--reason", "x", "--for", "2"))
                .isEqualTo(Main.USAGE);
        assertThat(run("drain", "--vip", "ltm-east", "--reason", "x", "--until", "8pm"))
                .isEqualTo(Main.USAGE);
        assertThat(run("resume")).isEqualTo(Main.USAGE);
        assertThat(run("resume", "a", "--vip", "ltm-east")).isEqualTo(Main.USAGE);
    }

    @Test
    void overTimeTheWeightGoesDownStepByStepToNothing() throws Exception {
        String pay = "pay.apps.example.com";
        write("  " + pay + ": {policy: weighted, members: [ltm-east, ltm-west]}");
        assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
        refused(
                "the policies of 2 wide IPs read no weights that could go down over time"
                        + " (cart.apps.example.com: round-robin, shop.apps.example.com: failover): drain at once",
                "--datacenter",
                "east",
                "--over",
                "10m");
        refused(
                "the weights can go down over 10s to 1d, not over 1s",
                "--wide-ip",
                "pay*",
                "--datacenter",
                "east",
                "--over",
                "1s");
        refused(
                "the drain would end before its weights are down: let it last longer",
                "--wide-ip",
                "pay*",
                "--datacenter",
                "east",
                "--over",
                "10m",
                "--for",
                "5m");

        assertThat(run("drain", "--wide-ip", "pay*", "--datacenter", "east", "--reason", "release 12", "--over", "10s"))
                .isZero();
        assertThat(run("drains")).isZero();
        assertThat(out).contains(", over 10s, by ");
        List<Integer> east = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    int count = 0;
                    for (int i = 0; i < 200; i++) {
                        count += dig.a(pay).equals(List.of("192.0.2.10")) ? 1 : 0;
                    }
                    east.add(count);
                    return count == 0;
                });
        assertThat(east.get(0)).as("of 200, nine tenths against ten").isBetween(60, 130);
        assertThat(east).as("one tenth against ten, before nothing").anyMatch(count -> count > 0 && count < 45);
        gslb.close();
        serve();
        assertThat(dig.a(pay)).containsExactly("198.51.100.10");
        assertThat(run("resume", "--wide-ip", "pay*", "--datacenter", "east")).isZero();
    }

    private void refused(String why, String... options) {
        List<String> all = new ArrayList<>(List.of("drain", "--reason", "firmware"));
        all.addAll(List.of(options));
        assertThat(run(all.toArray(String[]::new))).isEqualTo(Main.FAILED);
        assertThat(err).contains(why);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--at", "unix:" + directory.resolve("admin.sock")));
        CommandRun run = CommandRun.of(all);
        out = run.out();
        err = run.err();
        return run.code();
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    private void serve() throws Exception {
        gslb = Gslb.start(directory.resolve("conf"), (target, status) -> {});
        dig = new Dig(gslb.serving().get(20, TimeUnit.SECONDS).get(0));
    }

    private void write(String drains) throws IOException {
        Files.writeString(directory.resolve("conf/wideip.yaml"), """
                version: 1
                server: {state: "%s", dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: "%s"}}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}}
                vips:
                  ltm-east: {datacenter: east, addresses: [192.0.2.10]}
                  ltm-west: {datacenter: west, addresses: [198.51.100.10]}
                wideIps:
                  shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west]}
                  cart.apps.example.com: {policy: round-robin, members: [ltm-east, ltm-west]}
                %s
                """.formatted(
                        directory.resolve("state"), directory.resolve("admin.sock"), drains));
    }
}
