package io.wideip.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The example {@code dev-spaces} with two redirectors, its directory mounted as a projected volume is: by links that are swapped. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // No other system has all of 127.0.0.0/8 on loopback.
@Tag("slow")
final class DevSpacesIT {
    private static final Path EXAMPLE = Path.of("../examples/dev-spaces");
    private static final String ENTRY = "workspaces.example.com";
    private static final String EAST = "https://devspaces.apps.east.example.com/f?url=repository";
    private static final String WEST = "https://devspaces.apps.west.example.com/f?url=repository";
    private static final String PAYMENTS = "10.20.1.0/24";
    private static final String SEARCH = "10.30.1.0/24";
    private static final String MOBILE = "203.0.113.128/25";
    private static final String CANADA = "198.51.100.0/24";
    private static final String JAPAN = "203.0.113.0/25";

    @TempDir
    private Path directory;

    private HttpServer east;
    private HttpServer west;
    private String teams;

    @BeforeEach
    void start() throws IOException {
        east = redirector("127.0.1.1", 0, "east");
        west = redirector("127.0.1.2", east.getAddress().getPort(), "west");
        teams = Files.readString(EXAMPLE.resolve("teams.yaml"));
        mount("..1", teams);
        for (String file : List.of("wideip.yaml", "teams.yaml", "countries.mmdb")) {
            Files.createSymbolicLink(directory.resolve(file), Path.of("..data", file));
        }
    }

    @AfterEach
    void end() {
        east.stop(0);
        west.stop(0);
    }

    @Test
    void sendsEachTeamToItsClusterAndFollowsTheMapping() throws Exception {
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
            SimpleResolver server =
                    new SimpleResolver(gslb.serving().get(20, TimeUnit.SECONDS).get(0));
            server.setTimeout(Duration.ofSeconds(2));
            assertThat(List.of(landing(server, PAYMENTS), landing(server, "2001:db8:20::/56"), landing(server, MOBILE)))
                    .containsOnly(EAST);
            assertThat(List.of(landing(server, SEARCH), landing(server, "2001:db8:30::/56")))
                    .containsOnly(WEST);
            assertThat(landing(server, CANADA)).isEqualTo(EAST);
            assertThat(landing(server, JAPAN)).isEqualTo(WEST);

            mount("..2", teams.replace("[search], prefer: [west, east]", "[search], prefer: [east, west]"));
            await().until(() -> landing(server, SEARCH).equals(EAST));
            assertThat(landing(server, PAYMENTS)).isEqualTo(EAST);
            assertThat(landing(server, JAPAN)).isEqualTo(WEST);

            mount("..3", teams.replace("regions: [search]", "regions: [serch]"));
            await().until(() -> metric(gslb, "wideip_catalog_loads_total{outcome=\"refused\"}") == 1);
            assertThat(landing(server, SEARCH)).isEqualTo(EAST);
            assertThat(metric(gslb, "wideip_catalog_warnings{code=\"in-two-rules\"}"))
                    .isZero();

            // Both teams in the rule of the west, and payments still in that of the east.
            mount("..4", teams.replace("[search], prefer", "[search, payments], prefer"));
            await().until(() -> landing(server, SEARCH).equals(WEST));
            assertThat(landing(server, PAYMENTS)).isEqualTo(EAST);
            await().until(() -> metric(gslb, "wideip_catalog_warnings{code=\"in-two-rules\"}") == 1);
        }
    }

    @Test
    void whereARedirectorDoesNotRedirectItsTeamsGoToTheOtherOne() throws Exception {
        try (Gslb gslb = Gslb.start(directory, (target, status) -> {})) {
            SimpleResolver server =
                    new SimpleResolver(gslb.serving().get(20, TimeUnit.SECONDS).get(0));
            server.setTimeout(Duration.ofSeconds(2));
            assertThat(landing(server, PAYMENTS)).isEqualTo(EAST);
            int port = east.getAddress().getPort();
            east.stop(0);
            await().until(() -> address(server, PAYMENTS).equals("127.0.1.2"));
            assertThat(landing(server, PAYMENTS)).isEqualTo(WEST);
            east = redirector("127.0.1.1", port, "east");
            await().until(() -> address(server, PAYMENTS).equals("127.0.1.1"));
        }
    }

    /** Where a browser of this network is led: by DNS to a redirector, and by this one on. */
    private String landing(SimpleResolver server, String network) throws IOException {
        URI entry = URI.create(
                "http://" + address(server, network) + ":" + east.getAddress().getPort() + "/f?url=repository");
        HttpURLConnection connection = (HttpURLConnection) entry.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        assertThat(connection.getResponseCode()).isEqualTo(302);
        return connection.getHeaderField("Location");
    }

    private static String address(SimpleResolver server, String network) throws IOException {
        String[] parts = network.split("/", 2);
        Message query = Message.newQuery(Record.newRecord(Name.fromString(ENTRY + "."), Type.A, DClass.IN));
        ClientSubnetOption client = new ClientSubnetOption(Integer.parseInt(parts[1]), InetAddress.getByName(parts[0]));
        query.addRecord(new OPTRecord(1232, 0, 0, 0, client), Section.ADDITIONAL);
        List<Record> answer = server.send(query).getSection(Section.ANSWER);
        assertThat(answer).hasSize(1);
        return answer.get(0).rdataToString();
    }

    private static HttpServer redirector(String address, int port, String cluster) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "https://devspaces.apps." + cluster + ".example.com" + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Writes all files anew, and swaps the link that leads to them. */
    private void mount(String version, String mapping) throws IOException {
        Path data = Files.createDirectory(directory.resolve(version));
        String port = String.valueOf(east.getAddress().getPort());
        Files.writeString(
                data.resolve("wideip.yaml"),
                Files.readString(EXAMPLE.resolve("wideip.yaml"))
                        .replace("port: 8080", "port: " + port)
                        .replace("127.0.1.53:5300", "127.0.0.1:0")
                        .replace("127.0.1.53:8053", "127.0.0.1:0"));
        Files.writeString(data.resolve("teams.yaml"), mapping);
        Files.copy(EXAMPLE.resolve("countries.mmdb"), data.resolve("countries.mmdb"));
        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), data.getFileName());
        Files.move(
                next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static double metric(Gslb gslb, String name) throws IOException {
        URI metrics = URI.create("http://127.0.0.1:" + gslb.adminAddress().getPort() + "/metrics");
        try (var body = metrics.toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
