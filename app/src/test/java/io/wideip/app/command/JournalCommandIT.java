package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Gslb;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code wideip journal} asks a real server. */
@Timeout(60)
final class JournalCommandIT {
    private static final Path OPERATIONS = Path.of("../docs/operations.md");
    private static final String YAML = """
            version: 1
            server: {state: STATE, dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: SOCKET}}
            zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
            datacenters: {east: {}, west: {}}
            vips:
              ltm-east: {datacenter: east, addresses: [192.0.2.10]}
              ltm-west: {datacenter: west, addresses: [198.51.100.10]}
            wideIps:
              shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west]}
              pay.apps.example.com: {policy: failover, members: [ltm-west, ltm-east]}
            """;

    @TempDir
    private Path directory;

    private Gslb gslb;
    private String socket;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        socket = directory.resolve("admin.sock").toString();
        Files.createDirectory(directory.resolve("yaml"));
        write(YAML);
        open();
        assertThat(run("drain", "--datacenter", "east", "--reason", "new firmware"))
                .isZero();
    }

    @AfterEach
    void stop() {
        gslb.close();
    }

    @Test
    void tellsWhatADrainHasChangedOverARestartToo() throws Exception {
        assertThat(run("journal")).isZero();
        String change = "  1 wide IP from east (ltm-east) to west (ltm-west), worse: shop.apps.example.com\n";
        assertThat(out.toString())
                .containsPattern(
                        "Z the server was started\n.*Z in force: drain [a-z0-9]+ of datacenter east by .*: new firmware\n")
                .contains(change);
        assertThat(run("journal", "shop.apps.example.com")).isZero();
        assertThat(out.toString()).contains(change);
        assertThat(err.toString()).contains("there may have been changes of this name that the journal does not know");
        assertThat(run("journal", "pay.apps.example.com", "--cause", "order")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("no change is known; the journal begins at ");

        gslb.close();
        open();
        assertThat(run("journal", "shop.apps.example.com", "--since", "1h")).isZero();
        assertThat(out.toString()).contains(change).endsWith("Z the server was started\n");
        assertThat(run("explain", "shop.apps.example.com", "--type", "A")).isZero();
        assertThat(out.toString())
                .contains("last change of its answers", "in force: drain ", change.strip(), "later ones until ");
        assertThat(run("journal", "--since", "2020-01-01T00:00:00Z", "--limit", "1"))
                .isZero();
        assertThat(err.toString()).contains("there are older changes");
    }

    @Test
    void tellsWhatTheYamlHasChangedAndWhere() throws Exception {
        write(YAML.replace(
                "pay.apps.example.com: {policy: failover, members: [ltm-west",
                "new.apps.example.com: {policy: failover, members: [ltm-west"));
        gslb.reload();
        await().untilAsserted(() -> {
            run("journal", "--cause", "yaml", "-o", "json");
            assertThat(out.toString())
                    .contains(
                            "\"trend\" : \"removed\"",
                            "\"trend\" : \"added\"",
                            "wideip.yaml:10:3",
                            "\"kind\" : \"yaml\"");
        });
        run("explain", "new.apps.example.com");
        assertThat(out.toString()).contains("the YAML was changed", "added, to west (ltm-west)");
    }

    @Test
    void mergesSeveralServersByTime() {
        String http = "http://127.0.0.1:" + gslb.adminAddress().getPort();
        assertThat(run("journal", "--at", http)).isZero();
        List<String> lines = out.toString()
                .lines()
                .filter(line -> line.startsWith("unix:" + socket + ": ") || line.startsWith(http + ": "))
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("the server was started");
        assertThat(lines.get(1)).contains("the server was started");
        assertThat(run("journal", "--at", "unix:/nowhere")).isEqualTo(Main.UNREACHED);
        assertThat(run("journal", "--since", "yesterday")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("'since' is 'yesterday': write a duration such as 1h");
        assertThat(run("journal", "--cause", "moon")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("unknown value of 'cause' 'moon'");
    }

    /** Each command of the runbook. */
    @Test
    void theRunbookWorks() throws Exception {
        List<String> commands = Files.readAllLines(OPERATIONS).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("wideip journal "))
                .toList();
        assertThat(commands).hasSizeGreaterThan(2);
        for (String command : commands) {
            assertThat(run(command.replaceFirst(" *#.*", "").split(" +", 2)[1].split(" +")))
                    .as(command)
                    .isZero();
        }
    }

    private void open() throws Exception {
        gslb = Gslb.start(directory.resolve("yaml"), (target, status) -> {});
        gslb.serving().get(20, TimeUnit.SECONDS);
    }

    private void write(String yaml) throws Exception {
        Files.writeString(
                directory.resolve("yaml/wideip.yaml"),
                yaml.replace("SOCKET", socket)
                        .replace("STATE", directory.resolve("state").toString()));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--at", "unix:" + socket));
        return Main.run(
                Main.commandLine(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err)),
                all.toArray(String[]::new));
    }
}
