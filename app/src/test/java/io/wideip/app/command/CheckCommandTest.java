package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CheckCommandTest {
    private static final String NAMES_FILES = """
            version: 1
            server:
              dns:
                listen: {address: "127.0.0.1:853", transport: tls}
                tls: {certificate: tls.crt, key: tls.key}
                cookies: {secrets: cookie.secrets}
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sumsUpWhatIsFine() throws IOException {
        write("""
                version: 1
                zones:
                  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
                datacenters: {east: {}}
                healthChecks: {app: {type: http, path: /healthz}, router: {type: tcp, port: 443}}
                vips: {ltm-east: {datacenter: east, addresses: [127.0.0.2], healthCheck: router}}
                wideIps:
                  shop.apps.example.com: {policy: failover, members: [ltm-east], healthCheck: app}
                """);

        assertThat(run("check", "--strict", directory.toString())).isZero();
        assertThat(out).hasToString("""
                        zones: apps.example.com
                        wide IPs by policy: failover 1
                        VIPs by datacenter: east 1
                        targets by health check: app 1, router 1
                        1 zone, 1 wide IP, 1 VIP: no problems
                        """);
        out.getBuffer().setLength(0);
        assertThat(run("check", "-o", "json", directory.toString())).isZero();
        assertThat(out)
                .hasToString("{\"zones\":1,\"wideIps\":1,\"vips\":1,\"problems\":[],\"warnings\":[],\"routes\":[]}\n");
    }

    @Test
    void warnsOfWhatIsSurelyNotMeant() throws IOException {
        String yaml = """
                version: 1
                zones:
                  apps.example.com:
                    hostmaster: dns-admin@example.com
                    nameservers: {ns1: [127.0.0.1]}
                    records: |
                      @      MX    10 192.0.2.25
                      status CNAME status.example.net
                datacenters: {east: {}}
                healthChecks: {app: {type: http, port: 443}}
                vips: {ltm-east: {datacenter: east, addresses: [127.0.0.2], healthCheck: app}}
                wideIps: {shop.apps.example.com: {members: [ltm-east]}}
                """;
        write(yaml);
        String file = directory.resolve("wideip.yaml").toString();

        assertThat(run("check", directory.toString())).isZero();
        assertThat(out.toString().lines())
                .contains(
                        file
                                + ":7:1: warning: MX leads to the address '192.0.2.25': write the name of a host, which has"
                                + " that address (target-is-address)",
                        file + ":8:1: warning: the target 'status.example.net' has no last dot, so it is"
                                + " 'status.example.net.apps.example.com': write 'status.example.net.' (relative-name)",
                        file + ":10:40: warning: plain HTTP to the port of HTTPS: write type: https, or another port"
                                + " (http-on-443)")
                .endsWith("1 zone, 1 wide IP, 1 VIP: no problems");
        out.getBuffer().setLength(0);
        assertThat(run("check", "--strict", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).endsWith(": no problems, but 3 warnings\n");
        write(yaml + "warnings: {ignore: [target-is-address, relative-name, http-on-443]}\n");
        out.getBuffer().setLength(0);
        assertThat(run("check", "--strict", directory.toString())).isZero();
        assertThat(out.toString()).doesNotContain("warning:");
    }

    @Test
    void warnsOfANameThatTakesTheRoomOfAClusterSpecificOne() throws IOException {
        write("""
                version: 1
                zones:
                  apps.example.com:
                    hostmaster: dns-admin@example.com
                    nameservers: {ns1: [127.0.0.1]}
                    records: pay--east TXT written
                datacenters: {east: {}}
                vips: {ltm-east: {datacenter: east, addresses: [127.0.0.2]}}
                wideIps:
                  shop.apps.example.com: {members: [ltm-east]}
                  pay.apps.example.com: {members: [ltm-east]}
                  shop--east.apps.example.com: {members: [ltm-east]}
                warnings: {ignore: [no-health-check]}
                """);

        assertThat(run("check", directory.toString())).isZero();
        assertThat(out.toString().lines())
                .startsWith(
                        directory.resolve("wideip.yaml")
                                + ":6:14: warning: 'pay--east.apps.example.com' leaves no room for"
                                + " the name of 'pay.apps.example.com' in 'east': give it another name, or the zone other"
                                + " 'clusterNames' (cluster-name-taken)",
                        directory.resolve("wideip.yaml")
                                + ":12:3: warning: 'shop--east.apps.example.com' leaves no room for"
                                + " the name of 'shop.apps.example.com' in 'east': give it another name, or the zone other"
                                + " 'clusterNames' (cluster-name-taken)")
                .endsWith("1 zone, 3 wide IPs, 1 VIP: no problems");
    }

    @Test
    void tellsWhatRoutesOfManifestsWouldServe() throws IOException {
        write("""
                version: 1
                zones:
                  apps.example.com: {hostmaster: dns-admin@example.com, nameservers: {ns1: [127.0.0.1]}}
                datacenters: {east: {}}
                vips: {ltm-east: {datacenter: east, addresses: [127.0.0.2]}}
                clusters: {east: {datacenter: east, vip: ltm-east, manifests: manifests}}
                routes: {allow: [{zone: apps.example.com}]}
                """);
        Path manifest = directory.resolve("manifests/shop.yaml");
        Files.createDirectories(manifest.getParent());
        String route = """
                apiVersion: route.openshift.io/v1
                kind: Route
                metadata: {name: shop, namespace: team-a, annotations: {wideip.io/enabled: "true", wideip.io/weight: "%s"}}
                spec: {host: shop.apps.example.com, to: {kind: Service, name: shop}}
                """;
        Files.writeString(manifest, route.formatted("20"));

        assertThat(run("check", directory.toString())).isZero();
        assertThat(out).hasToString("""
                        cluster east, Route team-a/shop: serves shop.apps.example.com by ltm-east
                        zones: apps.example.com
                        VIPs by datacenter: east 1
                        1 zone, 0 wide IPs, 1 VIP: no problems
                        """);

        Files.writeString(manifest, route.formatted("much"));
        out.getBuffer().setLength(0);
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("cluster east, Route team-a/shop: 'wideip.io/weight' is 'much': write a whole number")
                .endsWith("1 zone, 0 wide IPs, 1 VIP: problems of Routes, see above\n");
        out.getBuffer().setLength(0);
        assertThat(run("check", "-o", "json", directory.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"routes\":[{\"cluster\":\"east\",\"namespace\":\"team-a\",\"name\":\"shop\","
                        + "\"serves\":[\"shop.apps.example.com\"],\"problems\":[\"'wideip.io/weight' is 'much'");
    }

    @Test
    void saysThatThereIsNoZone() throws IOException {
        write("version: 1\n");

        assertThat(run("check", directory.toString())).isZero();
        assertThat(out)
                .hasToString("0 zones, 0 wide IPs, 0 VIPs: no problems, but without a zone every query is refused\n");
    }

    @Test
    void listsProblemsWithTheirPlaces() throws IOException {
        write("version: 1\nzoness: {}\n");

        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("wideip.yaml:2:1: ").contains("zones");
        out.getBuffer().setLength(0);
        assertThat(run("check", "-o", "json", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith("{\"problems\":[{\"file\":").contains("\"line\":2,\"column\":1,");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void filesThatServeCanNotUseAreProblemsAtTheKeysThatNameThem() throws IOException {
        Files.writeString(directory.resolve("tls.crt"), "no PEM");
        Files.writeString(directory.resolve("tls.key"), "");
        Files.writeString(directory.resolve("cookie.secrets"), "0123\nxyz\n");
        write(NAMES_FILES);

        assertThat(run("check", directory.toString())).isEqualTo(1);
        String yaml = directory.resolve("wideip.yaml").toString();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(yaml + ":5:24: ")
                                .contains("tls.crt: there is no PEM in it; it must be PEM"),
                        line -> assertThat(line)
                                .startsWith(yaml + ":6:24: ")
                                .contains("cookie.secrets:1: 4 digits where a secret has 32"),
                        line -> assertThat(line)
                                .startsWith(yaml + ":6:24: ")
                                .contains("cookie.secrets:2: a character that is no hexadecimal digit"));
    }

    @Test
    void filesThatAreMissingAreWorthAWarning() throws IOException {
        Files.writeString(directory.resolve("tls.crt"), "may be good where the key is");
        write(NAMES_FILES);

        assertThat(run("check", directory.toString())).isZero();
        String yaml = directory.resolve("wideip.yaml").toString();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(yaml + ":5:38: warning: " + directory.resolve("tls.key")
                                        + ": there is no such file;")
                                .endsWith("; where that is so, 'serve' does not start (file-unreadable)"),
                        line -> assertThat(line)
                                .startsWith(yaml + ":6:24: warning: " + directory.resolve("cookie.secrets")
                                        + ": no such file;"),
                        line -> assertThat(line).startsWith("0 zones"));
        out.getBuffer().setLength(0);
        assertThat(run("check", "-o", "json", directory.toString())).isZero();
        assertThat(out.toString()).contains("\"problems\":[],\"warnings\":[{\"file\":");
    }

    @Test
    void geoDatabasesAreRead() throws IOException {
        write("version: 1\nserver: {geo: {databases: [{file: a.mmdb}, {file: b.mmdb}]}}\n");
        assertThat(run("check", directory.toString())).isZero();
        assertThat(out.toString())
                .contains(
                        "wideip.yaml:2:35: warning: " + directory.resolve("a.mmdb") + ": no such file",
                        "; where that is so, 'serve' locates clients without it");
        Files.writeString(directory.resolve("b.mmdb"), "no database");
        assertThat(run("check", directory.toString())).isOne();
        assertThat(out.toString())
                .contains("wideip.yaml:2:51: " + directory.resolve("b.mmdb") + ": damaged, or no MaxMind DB");
    }

    @Test
    void filesThatNobodyMayReadAreWorthAWarning() throws IOException {
        Path secrets = Files.writeString(directory.resolve("cookie.secrets"), "no secret");
        assumeTrue(secrets.toFile().setReadable(false) && !Files.isReadable(secrets), "root may read everything");
        write("version: 1\nserver: {dns: {cookies: {secrets: cookie.secrets}}}\n");

        assertThat(run("check", directory.toString())).isZero();
        assertThat(out.toString()).contains("wideip.yaml:2:36: warning: ", "may not be read");
    }

    @Test
    void aCertificateThatNoListenerNeedsIsNotLookedAt() throws IOException {
        Files.writeString(directory.resolve("tls.crt"), "no PEM");
        Files.writeString(directory.resolve("cookie.secrets"), "00".repeat(16) + "\n");
        write(NAMES_FILES.replace("transport: tls", "transport: plain"));

        assertThat(run("check", directory.toString())).isZero();
        assertThat(out.toString()).startsWith("0 zones").hasLineCount(1);
    }

    /** Those that are over or take no last one are not warned of; two that overlap take it together. */
    @Test
    void warnsOfDrainsThatTakeTheLastDatacenter() throws IOException {
        write("""
                version: 1
                zones: {example.com: {hostmaster: dns@example.com, nameservers: {ns1: 192.0.2.53}}}
                datacenters: {east: {}, west: {}}
                vips: {e: {datacenter: east, addresses: 192.0.2.1}, w: {datacenter: west, addresses: 192.0.2.2}}
                wideIps:
                  both.example.com: {members: [e, w]}
                  east.example.com: {members: [e]}
                  west.example.com: {members: [w]}
                drains:
                  over: {datacenter: west, reason: x, until: 2020-01-01T00:00:00Z}
                  fine: {datacenter: west, wideIps: both*, reason: x, from: 2990-01-01T00:00:00Z}
                  east: {datacenter: east, reason: x, until: 2990-01-01T00:00:00Z}
                  late: {datacenter: east, reason: x, from: 2990-06-01T00:00:00Z}
                """);
        assertThat(run("check", directory.toString())).isZero();
        assertThat(out.toString())
                .contains(
                        "wideip.yaml:12:3: warning: the drain leaves no datacenter to 1 wide IP (east.example.com): drain less",
                        "wideip.yaml:13:3: warning: the drain leaves no datacenter to 2 wide IPs"
                                + " (both.example.com, east.example.com): drain less")
                .doesNotContain("wideip.yaml:10:", "wideip.yaml:11:");
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("../examples"))) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsNothingWrongWithAnExample(Path example) {
        int code = run("check", "--strict", example.toString());

        assertThat(out.toString()).endsWith(": no problems\n").doesNotStartWith("0 zones");
        assertThat(code).isZero();
    }

    @Test
    void saysThatADirectoryIsMissing() {
        assertThat(run("check", directory.resolve("none").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("none");
    }

    @Test
    void printsTheSchema() {
        assertThat(run("schema")).isZero();
        assertThat(out.toString()).startsWith("{").contains("\"wideIps\"");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), yaml);
    }

    private int run(String... arguments) {
        return Main.commandLine(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
