package io.wideip.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.app.Gslb;
import io.wideip.config.AddressText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command on the page for operations, at two real servers: one that fails is found out at night. */
@Timeout(120)
final class OperationsPageIT {
    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    /** Those that ask no server. */
    private static final Set<String> OFFLINE = Set.of("check", "serve", "demo", "schema", "version", "help");
    /** The section in which the server refuses the YAML. */
    private static final String REFUSED = "### A change is refused";
    /** Of commands that end with another code than 0. */
    private static final Map<String, Integer> CODES = Map.of(
            "wideip plan /tmp/new", Main.CHANGES,
            "wideip plan /tmp/new --all-up -o markdown", Main.CHANGES,
            "wideip plan /tmp/new --against /etc/wideip", Main.CHANGES);

    private static final Map<String, Integer> CODES_WHILE_REFUSED =
            Map.of("wideip check /etc/wideip", Main.FAILED, "wideip plan /etc/wideip", Main.FAILED);

    @TempDir
    private Path directory;

    private final List<Gslb> servers = new ArrayList<>();
    private final List<String> dns = new ArrayList<>();

    private record Line(String section, String command) {}

    @BeforeEach
    void start() throws Exception {
        for (String server : List.of("a", "b", "c")) {
            write(server, server, "");
        }
        write("new", "a", "  news.apps.example.com: {members: [ltm-west]}\n");
        for (String server : List.of("a", "b")) {
            Gslb gslb = Gslb.start(directory.resolve(server), (target, status) -> {});
            servers.add(gslb);
            dns.add(AddressText.of(gslb.serving().get(20, TimeUnit.SECONDS).get(0)));
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(Gslb::close);
    }

    @Test
    void everyCommandRuns() throws Exception {
        List<Line> lines = lines();
        assertThat(lines)
                .extracting(Line::section)
                .contains("## Drain tonight", "## Drill", "## Explain a client", "## Locate a client", REFUSED);
        boolean broken = false;
        for (Line line : lines) {
            boolean refused = line.section.equals(REFUSED);
            if (refused != broken) {
                write("a", "a", refused ? "  cart.apps.example.com: {members: [none]}\n" : "");
                servers.get(0).reload();
                broken = refused;
            }
            int expected = (refused ? CODES_WHILE_REFUSED : CODES).getOrDefault(line.command, Main.FINE);
            run(line, expected);
        }
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        String section = "";
        boolean fenced = false;
        for (String line : Files.readAllLines(PAGE)) {
            String text = line.strip();
            if (text.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced && text.startsWith("#")) {
                section = text;
            } else if (fenced && text.startsWith("wideip ")) {
                lines.add(new Line(section, text.replaceFirst("\\s+#.*", "")));
            }
        }
        return lines;
    }

    private void run(Line line, int expected) throws Exception {
        List<String> words = new ArrayList<>(
                WORD.matcher(line.command).results().skip(1).map(this::word).toList());
        if (words.get(0).equals("serve")) {
            serve(words);
            return;
        }
        boolean asksServers =
                !OFFLINE.contains(words.get(0)) && !words.contains("--against") && !words.contains("--config");
        if (asksServers && !words.contains("--at")) {
            words.addAll(List.of("--at", at("a"), "--at", at("b")));
        }
        if (words.get(0).equals("drill") && !words.contains("--name-server")) {
            // No resolver knows the zone.
            dns.forEach(each -> words.addAll(List.of("--name-server", each)));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        AtomicInteger code = new AtomicInteger(-1);
        Thread command = new Thread(() -> code.set(Main.run(
                Main.commandLine(
                        new ByteArrayInputStream("".getBytes(UTF_8)),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true)),
                words.toArray(String[]::new))));
        command.start();
        if (words.contains("--watch")) {
            await().until(() -> out.toString().contains("ready\n"));
            command.interrupt();
        }
        command.join();
        assertThat(code.get())
                .as("%s: %s%s%s", line.section, line.command, out, err)
                .isEqualTo(expected);
    }

    private void serve(List<String> words) throws Exception {
        words.replaceAll(word -> word.equals(directory.resolve("a").toString())
                ? directory.resolve("c").toString()
                : word);
        try (Running serve = new Running(words.toArray(String[]::new))) {
            serve.awaitErr("ready after");
            serve.signal("TERM");
            assertThat(serve.awaitEnd()).isZero();
        }
    }

    /** What stands on the page for something is something here. */
    private String word(MatchResult found) {
        String word = found.group(1) == null ? found.group(2) : found.group(1);
        return switch (word) {
            case "/etc/wideip" -> directory.resolve("a").toString();
            case "/tmp/new" -> directory.resolve("new").toString();
            case "https://gslb1.example.net:8053" -> at("a");
            case "https://gslb2.example.net:8053" -> at("b");
            case "192.0.2.53" -> dns.get(0);
            case "198.51.100.53" -> dns.get(1);
            default -> word;
        };
    }

    private String at(String server) {
        return "unix:" + directory.resolve(server + ".sock");
    }

    private void write(String folder, String server, String wideIps) throws IOException {
        Path yaml = directory.resolve(folder);
        Files.createDirectories(yaml);
        Files.writeString(
                yaml.resolve("wideip.yaml"),
                """
                version: 1
                server: {state: "%s", dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: "%s"}}
                zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
                datacenters: {east: {}, west: {}}
                vips:
                  ltm-east: {datacenter: east, addresses: [192.0.2.10, "2001:db8:e::10"]}
                  ltm-west: {datacenter: west, addresses: [198.51.100.10, "2001:db8::10"]}
                wideIps:
                  shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west]}
                  shop2.apps.example.com: {policy: weighted, members: [{vip: ltm-east, weight: 80}, {vip: ltm-west, weight: 20}]}
                """.formatted(directory.resolve(server + ".state"), directory.resolve(server + ".sock")) + wideIps);
    }
}
