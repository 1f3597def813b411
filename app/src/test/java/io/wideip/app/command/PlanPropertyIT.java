package io.wideip.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.Backend;
import io.wideip.app.Gslb;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.AddressText;
import io.wideip.config.yaml.Loaded;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** What a running server plans of another YAML is what queries show once it has been put to use. */
@Tag("slow")
@Timeout(300)
final class PlanPropertyIT {
    private static final int PAIRS = 12;
    /** So many that each reply is seen of those that weights of 1 to 3 allow. */
    private static final int QUERIES = 80;

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "routed", "text");
    private static final List<String> POLICIES = List.of("failover", "round-robin", "weighted", "geo");
    private static final List<List<String>> ORDERS =
            List.of(List.of(), List.of("east", "west"), List.of("west", "east"));

    @TempDir
    private Path directory;

    private int open;
    private Random random = new Random(0);

    /** A directory's YAML, and which datacenters it prefers for clients on this machine. */
    private record Site(String yaml, List<String> order) {}

    /** What clients on this machine see. */
    private record Seen(String rcode, List<String> answers) {}

    private record Question(String name, int type) {
        static Question of(JsonNode change) {
            return new Question(
                    change.path("name").asText(), Type.value(change.path("type").asText(), true));
        }
    }

    @Test
    void tellsWhatQueriesShow() throws Exception {
        Files.createDirectories(directory.resolve("conf"));
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/routed.yaml"), """
                apiVersion: route.openshift.io/v1
                kind: Route
                metadata: {name: routed, namespace: shop, annotations: {wideip.io/enabled: "true", wideip.io/health-check: closed}}
                spec: {host: routed.apps.example.com, to: {kind: Service, name: web}}
                """);
        int told = 0;
        try (Backend up = new Backend("127.0.0.1", 0)) {
            open = up.port();
            write("conf", site());
            try (Gslb gslb = Gslb.start(directory.resolve("conf"), (target, status) -> {})) {
                InetSocketAddress server =
                        gslb.serving().get(20, TimeUnit.SECONDS).get(0);
                SimpleResolver resolver = new SimpleResolver(server);
                resolver.setTimeout(Duration.ofSeconds(2));
                for (int seed = 1; seed <= PAIRS; seed++) {
                    random = new Random(seed);
                    Site before = site();
                    // Every fifth pair is one YAML twice: then nothing is told.
                    Site after = seed % 5 == 0 ? before : site();
                    write("conf", before);
                    assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
                    write("new", after);
                    JsonNode plan = plan();
                    Map<Question, Set<Seen>> seenBefore = ask(resolver);
                    write("conf", after);
                    assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
                    Map<Question, Set<Seen>> seenAfter = ask(resolver);
                    told += compare(plan, before, after, seenBefore, seenAfter);
                    if (seed % 5 == 0) {
                        assertThat(plan.path("answers").asInt()).isZero();
                    }
                }
            }
        }
        assertThat(told).isGreaterThan(2 * PAIRS);
    }

    private static int compare(
            JsonNode plan, Site before, Site after, Map<Question, Set<Seen>> one, Map<Question, Set<Seen>> other) {
        Map<Question, JsonNode> changes = new LinkedHashMap<>();
        plan.path("changes")
                .forEach(change -> change.path("clients").forEach(clients -> {
                    for (JsonNode each : clients.path("clients")) {
                        if (each.path("family").asText().equals("IPv4")
                                && texts(each.path("prefers")).equals(before.order)
                                && texts(each.path("wouldPrefer")).equals(after.order)) {
                            changes.put(Question.of(change), clients);
                        }
                    }
                }));
        one.forEach((question, seen) -> {
            JsonNode change = changes.get(question);
            String as = question + ": " + change + "\n" + before.yaml + "\n" + after.yaml;
            if (change == null) {
                assertThat(other.get(question)).as(as).isEqualTo(seen);
            } else {
                assertThat(seen).as(as).isEqualTo(replies(change.path("before")));
                assertThat(other.get(question)).as(as).isEqualTo(replies(change.path("after")));
            }
        });
        return changes.size();
    }

    private static Set<Seen> replies(JsonNode replies) {
        Set<Seen> seen = new HashSet<>();
        replies.forEach(reply -> seen.add(new Seen(reply.path("rcode").asText(), texts(reply.path("answers")))));
        return seen;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Map<Question, Set<Seen>> ask(SimpleResolver resolver) throws IOException {
        Map<Question, Set<Seen>> all = new LinkedHashMap<>();
        for (String name : NAMES) {
            for (int type : new int[] {Type.A, Type.AAAA}) {
                Set<Seen> seen = new HashSet<>();
                for (int i = 0; i < QUERIES; i++) {
                    seen.add(ask(resolver, name + ".apps.example.com", type));
                }
                all.put(new Question(name + ".apps.example.com", type), seen);
            }
        }
        return all;
    }

    private static Seen ask(SimpleResolver resolver, String name, int type) throws IOException {
        Message reply = resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
        return new Seen(
                Rcode.string(reply.getRcode()),
                reply.getSection(Section.ANSWER).stream()
                        .map(record -> record.getName().toString(true) + " " + record.getTTL() + " "
                                + Type.string(record.getType()) + " "
                                + (record instanceof AAAARecord aaaa
                                        ? AddressText.of(aaaa.getAddress())
                                        : record.rdataToString()))
                        .toList());
    }

    private JsonNode plan() throws IOException {
        CommandRun run = CommandRun.of(List.of(
                "plan",
                directory.resolve("new").toString(),
                "--at",
                "unix:" + directory.resolve("admin.sock"),
                "-o",
                "json"));
        assertThat(run.code()).as(run.err()).isIn(0, 3);
        JsonNode plan = JsonMapping.tree(run.out().getBytes(UTF_8))
                .path("servers")
                .path(0)
                .path("result");
        // That of the Route, where the present YAML lets it claim nothing.
        assertThat(plan.path("unjudgedTargets").asInt()).isLessThanOrEqualTo(1);
        assertThat(run.code()).isEqualTo(plan.path("answers").asInt() == 0 ? 0 : 3);
        return plan;
    }

    /** Some VIPs are down, of whatever check; each has a wide IP always, so that there is a verdict on it. */
    private Site site() {
        List<String> order = ORDERS.get(random.nextInt(ORDERS.size()));
        StringBuilder yaml = new StringBuilder("""
                version: 1
                server:
                  state: "%s"
                  startGrace: 2s
                  dns: {listen: "127.0.0.1:0"}
                  admin: {listen: "127.0.0.1:0", socket: "%s"}
                  reload: {mayRemove: 100%%}
                zones:
                  apps.example.com:
                    hostmaster: dns@example.com
                    nameservers: {ns1: 192.0.2.53}
                    records: "text 60 IN %s"
                datacenters: {east: {}, west: {}}
                healthChecks:
                  closed: {type: tcp, port: 1, interval: 1s, timeout: %d00ms, fall: 1}
                  open: {type: tcp, port: %d, interval: 1s, timeout: %d00ms, fall: 1}
                vips:
                  ltm-1: {datacenter: east, addresses: [127.0.0.1], healthCheck: open}
                  ltm-2: {datacenter: east, addresses: [127.0.0.2, "2001:db8::2"]}
                  ltm-3: {datacenter: west, addresses: [127.0.0.3], healthCheck: closed}
                  ltm-4: {datacenter: west, addresses: [127.0.0.4, "2001:db8::4"]}
                clusters: {ocp: {datacenter: east, vip: ltm-2, manifests: "%s"}}
                """.formatted(
                        directory.resolve("state"),
                        directory.resolve("admin.sock"),
                        random.nextBoolean() ? "A 192.0.2.7" : "CNAME a.apps.example.com.",
                        random.nextInt(3, 6),
                        open,
                        random.nextInt(3, 6),
                        directory.resolve("routes")));
        if (random.nextInt(3) > 0) {
            yaml.append("routes: {allow: [{zone: apps.example.com}], limits: {ttl: 5s-1h}}\n");
        }
        if (!order.isEmpty()) {
            yaml.append("topology: [{subnets: 127.0.0.0/8, prefer: [%s]}]%n".formatted(String.join(", ", order)));
        }
        if (random.nextInt(3) == 0) {
            yaml.append("drains: {move: {datacenter: %s, wideIps: '%s*', reason: move}}%n"
                    .formatted(random.nextBoolean() ? "east" : "west", random.nextBoolean() ? "" : "a"));
        }
        yaml.append("wideIps:\n  all.apps.example.com: {members: [ltm-1, ltm-2, ltm-3, ltm-4]}\n");
        NAMES.subList(0, 4).stream()
                .filter(name -> random.nextInt(5) > 0)
                .forEach(
                        name -> yaml.append("  " + name + ".apps.example.com: ").append(wideIp()));
        if (random.nextInt(6) == 0) {
            yaml.append("  routed.apps.example.com: ").append(wideIp());
        }
        return new Site(yaml.toString(), order);
    }

    private String wideIp() {
        int first = random.nextInt(4);
        List<String> members = IntStream.rangeClosed(1, random.nextInt(1, 4))
                .mapToObj(i -> "{vip: ltm-%d, weight: %d}".formatted((first + i) % 4 + 1, random.nextInt(1, 4)))
                .toList();
        return "{policy: %s, ttl: %ds, members: [%s]}%n"
                .formatted(
                        POLICIES.get(random.nextInt(POLICIES.size())),
                        random.nextInt(30, 32),
                        String.join(", ", members));
    }

    private void write(String to, Site site) throws IOException {
        Files.createDirectories(directory.resolve(to));
        Files.writeString(directory.resolve(to).resolve("wideip.yaml"), site.yaml);
    }
}
