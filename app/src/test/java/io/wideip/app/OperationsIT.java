package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operations of the API, asked of the whole server. */
@Timeout(60)
final class OperationsIT {
    private static final String YAML = """
            version: 1
            server:
              dns: {listen: ["127.0.0.1:0"]}
              admin: {listen: "127.0.0.1:0", socket: SOCKET}
            zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
            datacenters: {east: {latitude: 40.5, longitude: -74}, west: {}}
            healthChecks: {closed: {type: tcp, port: 1, interval: 200ms, timeout: 200ms, fall: 1}}
            vips:
              ltm-east: {datacenter: east, addresses: [127.0.0.1], healthCheck: closed}
              ltm-west: {datacenter: west, addresses: [192.0.2.2, "2001:db8::2"]}
            pools: {east: {members: [ltm-east]}, west: {members: [ltm-west]}}
            wideIps:
              both.apps.example.com: {policy: failover, pools: [east, west], ttl: 20s}
              down.apps.example.com: {members: [ltm-east]}
              up.apps.example.com: {members: [{vip: ltm-west, weight: 7}]}
            """;

    @TempDir
    private Path directory;

    private Gslb gslb;
    private Servers servers;

    @BeforeEach
    void start() throws Exception {
        Path socket = directory.resolve("admin.sock");
        Path yaml = Files.createDirectory(directory.resolve("yaml"));
        Files.writeString(yaml.resolve("wideip.yaml"), YAML.replace("SOCKET", socket.toString()));
        gslb = Gslb.start(yaml, (target, status) -> {});
        gslb.serving().get(20, TimeUnit.SECONDS);
        servers = new Servers(
                ServerAddress.of(List.of("unix:" + socket), Map.of()), ClientTrust.NONE, Duration.ofSeconds(10));
        await().until(() ->
                get("/targets").path("targets").path(0).path("verdict").asText().equals("down"));
        // The answers follow a moment later.
        await().until(() ->
                get("/vips").path("vips").path(0).path("state").asText().equals("down"));
        await().until(() ->
                get("/wide-ips/down.apps.example.com").path("served").asText().equals("by-none"));
    }

    @AfterEach
    void stop() {
        servers.close();
        gslb.close();
    }

    @Test
    void tellWhatThereIsAndHowItStands() throws Exception {
        JsonNode status = get("/status");
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("catalog").path("wideIps").asInt()).isEqualTo(3);
        assertThat(status.path("targets").path("down").asInt()).isEqualTo(1);

        assertThat(status.path("wideIps").toString())
                .isEqualTo("{\"byAll\":1,\"bySome\":1,\"byNone\":1,\"troubled\":["
                        + "{\"name\":\"down.apps.example.com\",\"zone\":\"apps.example.com\",\"policy\":\"round-robin\","
                        + "\"served\":\"by-none\",\"missing\":[{\"datacenter\":\"east\",\"reason\":"
                        + "\"VIP ltm-east is down: the newest check failed with: connection refused\"}]},"
                        + "{\"name\":\"both.apps.example.com\",\"zone\":\"apps.example.com\",\"policy\":\"failover\","
                        + "\"served\":\"by-some\",\"missing\":[{\"datacenter\":\"east\",\"reason\":"
                        + "\"VIP ltm-east is down: the newest check failed with: connection refused\"}]}]}");
        assertThat(status.path("catalog").path("checksum").asLong()).isPositive();

        JsonNode datacenters = get("/datacenters").path("datacenters");
        assertThat(datacenters).hasSize(2);
        assertThat(datacenters.path(0).toString())
                .isEqualTo("{\"name\":\"east\",\"latitude\":40.5,\"longitude\":-74.0,\"vips\":{\"down\":1},"
                        + "\"members\":{\"available\":0,\"vipDown\":2,\"applicationDown\":0,\"drained\":0}}");
        assertThat(datacenters.path(1).toString())
                .isEqualTo("{\"name\":\"west\",\"vips\":{\"unchecked\":1},"
                        + "\"members\":{\"available\":2,\"vipDown\":0,\"applicationDown\":0,\"drained\":0}}");
        assertThat(get("/vips").path("vips").path(1).toString())
                .isEqualTo(
                        "{\"name\":\"ltm-west\",\"datacenter\":\"west\",\"addresses\":[\"192.0.2.2\",\"2001:db8::2\"],"
                                + "\"state\":\"unchecked\"}");
        assertThat(get("/clusters").path("clusters")).isEmpty();
        assertThat(get("/targets", "verdict", "up").path("total").asInt()).isZero();
    }

    @Test
    void findWideIpsPageAfterPage() throws Exception {
        assertThat(names(get("/wide-ips"))).containsExactly("both", "down", "up");
        assertThat(names(get("/wide-ips", "search", "OW"))).containsExactly("down");
        assertThat(names(get("/wide-ips", "search", "*up.*"))).containsExactly("up");
        assertThat(names(get("/wide-ips", "served", "by-some"))).containsExactly("both");
        JsonNode first = get("/wide-ips", "limit", 2);
        assertThat(names(first)).containsExactly("both", "down");
        assertThat(first.path("total").asInt()).isEqualTo(3);
        JsonNode last = get("/wide-ips", "after", first.path("next").asText());
        assertThat(names(last)).containsExactly("up");
        assertThat(last.has("next")).isFalse();

        JsonNode both = get("/wide-ips/BOTH.apps.example.com.");
        assertThat(both.path("origin").asText()).endsWith("wideip.yaml:13:3");
        assertThat(both.path("ttl").asText()).isEqualTo("20s");
        assertThat(both.path("members").path(0).toString())
                .isEqualTo("{\"pool\":\"east\",\"vip\":\"ltm-east\",\"datacenter\":\"east\",\"address\":\"127.0.0.1\","
                        + "\"weight\":1,\"state\":\"vip-down\"}");
        assertThat(both.path("members")).hasSize(3);
        assertThat(ask(ServerRequest.get("/wide-ips/none.apps.example.com")))
                .isEqualTo(new ServerReply.Refused<JsonNode>(
                        at(), "notFound", "there is no wide IP 'none.apps.example.com'"));
    }

    /** What is described is there, has no other keys than described, and all that are promised. */
    @Test
    void areAsTheDescriptionSays() throws Exception {
        JsonNode description = get("/openapi.json");
        assertThat(description.path("openapi").asText()).isEqualTo("3.1.0");
        List<String> paths = new ArrayList<>();
        description.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths).contains("/api/v1/status", "/api/v1/wide-ips/{name}", "/api/v1/openapi.json");
        for (String path : paths) {
            JsonNode get = description.path("paths").path(path).path("get");
            boolean needsMore = path.matches(".*\\{(?!name}).*");
            boolean isStream = get.at("/responses/200/content").has("text/event-stream");
            if (get.isMissingNode() || needsMore || isStream) {
                continue;
            }
            ServerReply<JsonNode> reply =
                    ask(ServerRequest.get(path.replace("/api/v1", "").replace("{name}", "both.apps.example.com"))
                            .with("name", path.endsWith("/explain") ? "both.apps.example.com" : null));
            if (reply instanceof ServerReply.Answered<JsonNode> answered) {
                JsonNode schema = get.at("/responses/200/content/application~1json/schema");
                conforms(
                        path,
                        answered.result(),
                        schema,
                        description.path("components").path("schemas"));
            } else {
                // One that needs parameters of its query.
                assertThat(reply).isInstanceOf(ServerReply.Refused.class);
            }
        }
    }

    private static void conforms(String where, JsonNode json, JsonNode schema, JsonNode schemas) {
        if (schema.has("$ref")) {
            conforms(where, json, schemas.path(schema.path("$ref").asText().replaceFirst(".*/", "")), schemas);
            return;
        }
        String type = schema.path("type").asText();
        assertThat(json.getNodeType().toString().toLowerCase(java.util.Locale.ROOT))
                .as(where)
                .isEqualTo(type.isEmpty() ? "object" : type.equals("integer") ? "number" : type);
        if (schema.has("enum")) {
            assertThat(schema.path("enum").toString()).as(where).contains("\"" + json.asText() + "\"");
        }
        if (json.isArray()) {
            json.forEach(each -> conforms(where + "[]", each, schema.path("items"), schemas));
        } else if (json.isObject() && schema.has("properties")) {
            json.properties().forEach(each -> {
                assertThat(schema.path("properties").has(each.getKey()))
                        .as(where + "." + each.getKey())
                        .isTrue();
                conforms(
                        where + "." + each.getKey(),
                        each.getValue(),
                        schema.path("properties").path(each.getKey()),
                        schemas);
            });
            schema.path("required")
                    .forEach(key -> assertThat(json.has(key.asText()))
                            .as(where + "." + key)
                            .isTrue());
        } else if (json.isObject() && schema.has("additionalProperties")) {
            json.properties()
                    .forEach(each -> conforms(
                            where + "." + each.getKey(),
                            each.getValue(),
                            schema.path("additionalProperties"),
                            schemas));
        }
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("wideIps")
                .forEach(each -> names.add(each.path("name").asText().replace(".apps.example.com", "")));
        return names;
    }

    private ServerAddress at() {
        return ServerAddress.of(List.of("unix:" + directory.resolve("admin.sock")), Map.of())
                .get(0);
    }

    private JsonNode get(String path, Object... query) {
        ServerRequest request = ServerRequest.get(path);
        for (int i = 0; i < query.length; i += 2) {
            request = request.with((String) query[i], query[i + 1]);
        }
        ServerReply<JsonNode> reply = ask(request);
        assertThat(reply).as(path).isInstanceOf(ServerReply.Answered.class);
        return ((ServerReply.Answered<JsonNode>) reply).result();
    }

    private ServerReply<JsonNode> ask(ServerRequest request) {
        return servers.ask(request, JsonNode.class).get(0);
    }
}
