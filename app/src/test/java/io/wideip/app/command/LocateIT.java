package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wideip.app.Gslb;
import io.wideip.app.api.LocatedNetworkPage;
import io.wideip.app.api.LocatedNetworkReport;
import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import io.wideip.app.explain.ClientNetwork;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.Catalog;
import io.wideip.config.Subnet;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.dns.geo.Location;
import io.wideip.dns.geo.LocationTable;
import io.wideip.dns.geo.Topology;
import io.wideip.dns.geo.database.DatabaseFile;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code wideip locate} asks a real server, and reads its directory. The database is written by the tests of {@code gslb-dns}: 198.51.100.0/24
 * is in the US, 203.0.113.0/24 in France, 192.0.2.0/24 somewhere in Europe, 2001:db8::/32 in Tokyo.
 */
@Timeout(60)
final class LocateIT {
    private static final String YAML = """
            version: 1
            server: {dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0", socket: DIR/admin.sock}, geo: {databases: [{file: DIR/places.mmdb}]}}
            zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 127.0.0.1}}}
            datacenters: {east: {latitude: 40.71, longitude: -74.01}, paris: {latitude: 48.85, longitude: 2.35}}
            topology:
              - {subnets: [10.0.0.0/8], prefer: [paris, east]}
              - {subnets: [10.1.0.0/16], weights: {east: 80, paris: 20}}
              - {subnets: ["2001:db8:1::/48", 203.0.113.128/25], prefer: [east]}
            vips:
              ltm-east: {datacenter: east, addresses: [192.0.2.10]}
              ltm-paris: {datacenter: paris, addresses: [198.51.100.10]}
            pools: {geo: {policy: geo, members: [ltm-east, ltm-paris]}}
            wideIps:
              shop.apps.example.com: {policy: geo, members: [ltm-east, ltm-paris]}
              pools.apps.example.com: {policy: failover, pools: [geo]}
              other.apps.example.com: {policy: failover, members: [ltm-east, ltm-paris]}
            """;

    @TempDir
    private Path directory;

    private Path yaml = Path.of("");
    private Gslb gslb;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        yaml = Files.createDirectory(directory.resolve("yaml"));
        try (InputStream database = Objects.requireNonNull(LocateIT.class.getResourceAsStream("places.mmdb"))) {
            Files.copy(database, directory.resolve("places.mmdb"));
        }
        write(YAML);
        gslb = Gslb.start(yaml, (target, status) -> {});
        gslb.serving().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        gslb.close();
    }

    @Test
    void saysWhatADatabaseSays() {
        assertThat(run("locate", "203.0.113.9", "--at", at())).as("%s", err).isZero();
        assertThat(said()).isEqualTo("""
                203.0.113.9: prefers paris (250 km), east (5944 km), by the distance from the middle of FR; databases say country FR
                  distances: paris 250 km, east 5944 km
                  database DIR/places.mmdb (Test-Country of 2026-05-28T20:26:40Z): 203.0.113.0/24, country FR
                  scope 203.0.113.0/25: a wider one would hold 203.0.113.128/25: prefers east, by the rule at DIR/yaml/wideip.yaml:8:5
                  answers of wide IPs with the policy geo
                    pools.apps.example.com A
                      100.0%  pools.apps.example.com 30 A 198.51.100.10  scope /25
                    pools.apps.example.com AAAA
                      100.0%  no such records (NODATA)  scope /0
                    shop.apps.example.com A
                      100.0%  shop.apps.example.com 30 A 198.51.100.10  scope /25
                    shop.apps.example.com AAAA
                      100.0%  no such records (NODATA)  scope /0
                """);
    }

    @Test
    void saysWhatARuleSays() {
        assertThat(run("locate", "10.1.2.3", "--at", at())).as("%s", err).isZero();
        assertThat(said())
                .startsWith("""
                        10.1.2.3: prefers east, paris, by the rule at DIR/yaml/wideip.yaml:7:5 for 10.1.0.0/16
                          divided by weights: east 80, paris 20
                        """)
                .contains(
                        "): 0.0.0.0/1, says nothing\n",
                        "scope 10.1.0.0/16: a wider one would hold 10.0.0.0/16: prefers paris, east, by the rule at DIR/yaml/wideip.yaml:6:5\n",
                        "\n       80.0%  shop.apps.example.com 30 A 192.0.2.10  scope /16\n");
        assertThat(run("locate", "2001:db8:1::9", "--at", at())).isZero();
        assertThat(said())
                .contains(
                        "2001:db8:1::9: prefers east, by the rule at DIR/yaml/wideip.yaml:8:5 for 2001:db8:1::/48; databases say country JP",
                        "  distances: paris 9714 km, east 10850 km\n",
                        "2001:db8::/32, country JP, at 35.68, 139.69\n");
    }

    /** Of a tie nothing is seen in the order; it is another location than the same order without one. */
    @Test
    void saysWhichDatacentersAreATie() throws Exception {
        write(YAML.replace(
                        "paris: {latitude: 48.85, longitude: 2.35}",
                        "paris: {latitude: 48.85, longitude: 2.35}, paris-2: {latitude: 48.93, longitude: 2.36}")
                .replace(
                        "subnets: [10.0.0.0/8], prefer: [paris, east]",
                        "subnets: [10.0.0.0/8], prefer: [paris, paris-2, east]"));
        assertThat(run("locate", "203.0.113.9", "--config", yaml.toString()))
                .as("%s", err)
                .isZero();
        assertThat(said())
                .contains(
                        "\n  a tie: paris, paris-2: in turn where a wide IP has 'ties: rotate', else in this order\n");
        assertThat(run("locate", "203.0.113.0/25", "--config", yaml.toString())).isZero();
        assertThat(said()).contains("prefers paris, paris-2, east (a tie: paris, paris-2), by the distance");
        assertThat(run("locate", "10.0.0.1", "--config", yaml.toString())).isZero();
        assertThat(said()).doesNotContain("\n  a tie");
    }

    @Test
    void saysTheSameWithoutAServer() {
        for (String address : List.of("203.0.113.9", "10.1.2.3", "10.0.0.0/15", "192.0.2.1", "::1")) {
            assertThat(run("locate", address, "--at", at())).as("%s", err).isZero();
            String served = said();
            assertThat(run("locate", address, "--config", yaml.toString()))
                    .as("%s", err)
                    .isZero();
            assertThat(said()).isEqualTo(served).startsWith(address.contains("/") ? "10.0.0.0/16: " : address + ": ");
        }
    }

    /** The whole table, of both ways, row by row against the table that queries read. */
    @Test
    void theTableIsTheOneThatIsServed() throws Exception {
        assertThat(run("locate", "--all", "-o", "csv", "--at", at()))
                .as("%s", err)
                .isZero();
        String served = take();
        assertThat(run("locate", "--all", "-o", "csv", "--config", yaml.toString()))
                .as("%s", err)
                .isZero();
        assertThat(take()).isEqualTo(served);
        List<String> lines = List.of(served.split("\r\n"));
        assertThat(lines.get(0)).isEqualTo("network,location order,why");
        Topology topology = topology();
        BigInteger next = BigInteger.ZERO;
        boolean ipv4 = true;
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Subnet network = ClientNetwork.network(values[0]);
            for (Subnet address : List.of(network, highest(network))) {
                long found = topology.table().find(address.ipv4(), address.high(), address.low());
                Location location = topology.locations().get(LocationTable.location(found));
                assertThat(values[1]).as(line).isEqualTo(written(location));
                // Scopes of IPv6 addresses leave out the IPv4-mapped ones, which this table tells as IPv4.
                assertThat(network.ipv4() ? LocationTable.scope(found) : 0)
                        .as(line)
                        .isLessThanOrEqualTo(network.length());
            }
            if (ipv4 && !network.ipv4()) {
                assertThat(next).isEqualTo(BigInteger.ONE.shiftLeft(32));
                next = BigInteger.ZERO;
                ipv4 = false;
            }
            assertThat(new BigInteger(1, network.lowest())).as(line).isEqualTo(next);
            next = new BigInteger(1, highest(network).lowest()).add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(BigInteger.ONE.shiftLeft(128));
        String place = yaml.resolve("wideip.yaml").toString();
        assertThat(lines)
                .hasSizeGreaterThan(100)
                .contains(
                        "10.1.0.0/16,east=80 paris=20," + place + ":7:5",
                        "192.0.2.0/24,,continent EU",
                        "198.51.100.0/24,east paris,country US",
                        "203.0.113.0/25,paris east,country FR",
                        "203.0.113.128/25,east," + place + ":8:5",
                        "2001:db8::/48,paris east,country JP",
                        "2001:db8:1::/48,east," + place + ":8:5");
    }

    @Test
    void theTableIsJsonToo() throws Exception {
        assertThat(run("locate", "10.0.0.0/15", "-o", "json", "--at", at())).isZero();
        JsonNode table = JsonMapping.tree(take().getBytes(StandardCharsets.UTF_8));
        assertThat(table.path("networks")).hasSize(2);
        assertThat(table.path("networks").path(1).path("weights").path("east").asInt())
                .isEqualTo(80);
        assertThat(run("locate", "--all", "-o", "json", "--config", yaml.toString()))
                .isZero();
        assertThat(JsonMapping.tree(take().getBytes(StandardCharsets.UTF_8)).path("networks"))
                .hasSizeGreaterThan(100);
        assertThat(run("locate", "10.1.2.3", "-o", "json", "--config", yaml.toString()))
                .isZero();
        assertThat(JsonMapping.tree(take().getBytes(StandardCharsets.UTF_8))
                        .path("scope")
                        .asText())
                .isEqualTo("10.1.0.0/16");
    }

    @Test
    void pagesMakeTheSameTable() throws Exception {
        try (Servers servers =
                new Servers(ServerAddress.of(List.of(at()), Map.of()), ClientTrust.NONE, Duration.ofSeconds(10))) {
            ServerRequest request = ServerRequest.get("/locations");
            LocatedNetworkPage whole = page(servers, request);
            assertThat(whole.next()).isNull();
            List<LocatedNetworkReport> parts = new ArrayList<>();
            String after = null;
            do {
                LocatedNetworkPage page = page(servers, request.with("limit", 7).with("after", after));
                assertThat(page.networks().size()).isLessThanOrEqualTo(7);
                assertThat(page.table()).isEqualTo(whole.table());
                parts.addAll(page.networks());
                after = page.next();
            } while (after != null);
            assertThat(parts).isEqualTo(whole.networks());

            write(YAML.replace("prefer: [paris, east]", "prefer: [east, paris]"));
            assertThat(gslb.reload()).isInstanceOf(Loaded.Good.class);
            assertThat(page(servers, request).table()).isNotEqualTo(whole.table());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            locate                                  | Missing the ADDRESS, or --all
            locate --all 10.0.0.1                   | --all is of all addresses: leave 10.0.0.1 out
            locate 10.0.0.1 -o csv                  | csv is for networks: give one, or --all
            locate east                             | 'east' is no address: write one such as
            locate 10.0.0.1/8                       | '10.0.0.1/8' has bits set behind its prefix: write 10.0.0.0/8
            locate 10.0.0.1 --config a --at unix:a  | --config goes by a directory, without a server
            """, quoteCharacter = '"')
    void refusesWhatItCannotUnderstand(String command, String message) {
        assertThat(run(command.split(" "))).isEqualTo(Main.USAGE);
        assertThat(err.toString()).startsWith("wideip: " + message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheDirectory() throws Exception {
        assertThat(run("locate", "10.0.0.1", "-c", directory.resolve("none").toString()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("cannot read the directory");
        Files.writeString(directory.resolve("places.mmdb"), "nonsense");
        assertThat(run("locate", "10.0.0.1", "-c", yaml.toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("wideip.yaml:2:", "damaged, or no MaxMind DB");
        assertThat(run("locate", "--all", "--at", at(), "--at", "unix:/none")).isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("a table is of one server: name it with --at");
        assertThat(run("locate", "--all", "--at", "unix:/none")).isEqualTo(Main.UNREACHED);
        assertThat(out.toString()).isEmpty();
    }

    private static LocatedNetworkPage page(Servers servers, ServerRequest request) {
        ServerReply<LocatedNetworkPage> reply =
                servers.ask(request, LocatedNetworkPage.class).get(0);
        assertThat(reply).isInstanceOf(ServerReply.Answered.class);
        return ((ServerReply.Answered<LocatedNetworkPage>) reply).result();
    }

    private Topology topology() throws Exception {
        Catalog catalog = ((Loaded.Good) new Loader(Gslb.vocabulary()).load(yaml)).catalog();
        return Topology.of(
                catalog.topology(),
                catalog.datacenters().values(),
                List.of(DatabaseFile.read(directory.resolve("places.mmdb"))));
    }

    private static Subnet highest(Subnet network) {
        int length = network.length();
        long high = length >= 64 ? 0 : -1L >>> length;
        long low = length <= 64 ? -1L : length == 128 ? 0 : -1L >>> length - 64;
        return new Subnet(network.ipv4(), network.high() | high, network.low() | low, length);
    }

    private static String written(Location location) {
        List<String> written = new ArrayList<>();
        location.order()
                .forEach(each -> written.add(
                        location.weights().isEmpty()
                                ? each
                                : each + "=" + location.weights().get(each)));
        return String.join(" ", written);
    }

    private void write(String text) throws Exception {
        Files.writeString(yaml.resolve("wideip.yaml"), text.replace("DIR", directory.toString()));
    }

    private String at() {
        return "unix:" + directory.resolve("admin.sock");
    }

    private String said() {
        return take().replace(directory.toString(), "DIR");
    }

    private String take() {
        String taken = out.toString();
        out.getBuffer().setLength(0);
        return taken;
    }

    private int run(String... arguments) {
        return Main.run(
                Main.commandLine(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err)), arguments);
    }
}
