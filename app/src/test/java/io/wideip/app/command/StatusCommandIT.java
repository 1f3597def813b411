package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Gslb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The status of two real servers. */
@Tag("slow")
@Timeout(90)
final class StatusCommandIT {
    @TempDir
    private Path directory;

    private final List<Gslb> servers = new ArrayList<>();
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        for (String server : List.of("a", "b")) {
            Files.createDirectory(directory.resolve(server));
            write(server, "");
            serve(server);
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(Gslb::close);
    }

    @Test
    void serversAreSaidToAgreeOrInWhatTheyDiffer() throws Exception {
        assertThat(run("status", "a", "b")).isZero();
        assertThat(out)
                .startsWith(at("a") + ":\nready\ncatalog: 1 zone, 1 wide IP, 2 VIPs; checksum ")
                .contains(at("b") + ":\nready\n")
                .endsWith("the servers agree: the same catalog, the same drains\n");

        assertThat(run("drain --datacenter east --reason firmware", "a")).isZero();
        write("b", "  cart.apps.example.com: {members: [ltm-west]}");
        servers.get(1).reload();
        assertThat(run("status", "a", "b")).isZero();
        assertThat(out)
                .contains("drains in force: 1\n  ")
                .contains("\nTHE SERVERS DIFFER:\n  catalog: checksum ")
                .contains("\n  zone apps.example.com: serial ")
                .endsWith("\n  drain of datacenter east: in force at " + at("a") + ", not at " + at("b") + "\n");
        assertThat(run("status -o json", "a", "b")).isZero();
        assertThat(out).contains("\"differences\" : [ \"catalog: checksum ", "\"inForce\" : true");
    }

    @Test
    void aRefusedYamlIsToldWithItsProblems() throws Exception {
        write("a", "  cart.apps.example.com: {membres: [ltm-west]}");
        servers.get(0).reload();
        assertThat(run("status", "a")).isZero();
        assertThat(out)
                .contains("the YAML as it is now is refused, problems: 1\n  ")
                .contains("did you mean 'members'?")
                .contains("catalog: 1 zone, 1 wide IP, ");
    }

    /** Reports follow each other; a server that goes away is told, and told again when it is back; SIGINT ends it with 0. */
    @Test
    void watchingGoesOnWhileServersComeAndGo() throws Exception {
        try (Running watch = new Running("status", "--watch", "--at", at("a"), "--at", at("b"))) {
            watch.awaitOut("the servers agree");
            servers.remove(1).close();
            watch.awaitOut(at("b") + " is not reached: ");
            int before = watch.out().length();
            serve("b");
            await().until(() -> watch.out().substring(before).contains("the servers agree"));
            assertThat(watch.out()).doesNotContain("\u001b");
            watch.signal(Running.isHeard("INT") ? "INT" : "TERM");
            assertThat(watch.awaitEnd()).isZero();
            assertThat(watch.err()).isEmpty();
        }
    }

    @Test
    void watchingAsJsonIsALineForEachReport() throws Exception {
        try (Running watch = new Running("status", "--watch", "-o", "json", "--at", at("a"))) {
            await().until(() -> watch.out().lines().count() >= 2);
            watch.signal("TERM");
            assertThat(watch.awaitEnd()).isZero();
            assertThat(watch.out().lines()).allMatch(line -> line.startsWith("{\"servers\":[{\"at\":"));
        }
    }

    private int run(String command, String... at) {
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        for (String server : at) {
            all.addAll(List.of("--at", at(server)));
        }
        CommandRun run = CommandRun.of(all);
        out = run.out();
        err = run.err();
        assertThat(err).isEmpty();
        return run.code();
    }

    private String at(String server) {
        return "unix:" + directory.resolve(server + ".sock");
    }

    private void serve(String server) throws Exception {
        Gslb gslb = Gslb.start(directory.resolve(server), (target, status) -> {});
        servers.add(gslb);
        gslb.serving().get(20, TimeUnit.SECONDS);
    }

    private void write(String server, String wideIps) throws IOException {
        Files.writeString(directory.resolve(server).resolve("wideip.yaml"), """
                version: 1
                server: {dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: "%s"}}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}}
                vips:
                  ltm-east: {datacenter: east, addresses: [192.0.2.10]}
                  ltm-west: {datacenter: west, addresses: [198.51.100.10]}
                wideIps:
                  shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west]}
                %s
                """.formatted(
                        directory.resolve(server + ".sock"), wideIps));
    }
}
