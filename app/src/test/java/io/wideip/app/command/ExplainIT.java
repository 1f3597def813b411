package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wideip explain} asks a real server. */
@Timeout(60)
final class ExplainIT {

    @TempDir
    private Path directory;

    private Gslb gslb;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        Files.writeString(directory.resolve("wideip.yaml"), """
                version: 1
                server: {dns: {listen: "127.0.0.1:0"}, admin: {listen: "127.0.0.1:0"}}
                zones:
                  apps.example.com:
                    hostmaster: dns@example.com
                    nameservers: {ns1: 127.0.0.1}
                    records: |
                      www CNAME shop
                      cut NS    ns.example.net.
                datacenters: {east: {}, west: {}}
                topology:
                  - {subnets: [203.0.113.0/24], prefer: [west, east]}
                vips:
                  ltm-east: {datacenter: east, addresses: [192.0.2.10, "2001:db8:e::10"]}
                  ltm-west: {datacenter: west, addresses: [198.51.100.10]}
                wideIps:
                  shop.apps.example.com: {policy: geo, members: [ltm-east, ltm-west], ttl: 30s}
                  cart.apps.example.com: {policy: weighted, members: [{vip: ltm-east, weight: 80}, {vip: ltm-west, weight: 20}]}
                drains: {move: {datacenter: east, wideIps: 'pay*', reason: change 4711}}
                """);
        gslb = Gslb.start(directory, (target, status) -> {});
        gslb.serving().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        gslb.close();
    }

    @Test
    void explainsOneClient() {
        assertThat(run("explain", "shop.apps.example.com", "--client", "203.0.113.9", "--type", "a"))
                .isZero();
        assertThat(out.toString().replace(directory.toString(), "DIR").replaceFirst("since 2\\S+Z", "since NOW"))
                .isEqualTo("""
                shop.apps.example.com A: wide IP, policy geo, TTL 30s
                  defined at DIR/wideip.yaml:17:3
                  no change of its answers is known since NOW
                  client
                    203.0.113.9: prefers west, east, by the rule at DIR/wideip.yaml:12:5 for 203.0.113.0/24
                  answers
                    100.0%  shop.apps.example.com 30 A 198.51.100.10  scope /24
                  geo (IPv4)
                      0.0%  ltm-east weight 1: passed over: these clients prefer another datacenter that is available
                    100.0%  ltm-west weight 1: taken: the first that is available
                  members
                    ltm-east 192.0.2.10 in east: available
                    ltm-east 2001:db8:e::10 in east: available
                    ltm-west 198.51.100.10 in west: available
                """);
    }

    @Test
    void explainsAllClientsAndWhereAliasesLead() {
        assertThat(run("explain", "www.apps.example.com", "--type", "A")).isZero();
        assertThat(out.toString())
                .startsWith("www.apps.example.com A: records of the zone\n  defined at ")
                .contains(
                        "100.0%  www.apps.example.com 3600 CNAME shop.apps.example.com.  scope /0",
                        "then shop.apps.example.com",
                        "such as 0.0.0.0: no location, in no rule of the topology",
                        "such as 203.0.113.0: prefers west, east, by the rule at ");
    }

    @Test
    void tellsSharesAndDeniedTypes() {
        assertThat(run("explain", "cart.apps.example.com")).isZero();
        assertThat(out.toString())
                .contains(
                        "   80.0%  cart.apps.example.com 30 A 192.0.2.10  scope /0",
                        "   20.0%  cart.apps.example.com 30 A 198.51.100.10  scope /0",
                        "cart.apps.example.com AAAA: wide IP, policy weighted");
        assertThat(run("explain", "cart.apps.example.com", "--type", "TXT")).isZero();
        assertThat(out.toString()).contains("100.0%  no such records (NODATA)  scope /0");
    }

    @Test
    void writesJson() {
        assertThat(run("explain", "shop.apps.example.com", "--client", "203.0.113.9", "--type", "A", "-o", "json"))
                .isZero();
        assertThat(out.toString())
                .contains("\"servers\"", "\"match\" : \"exact\"", "\"share\" : 1.0", "\"state\" : \"available\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            explain none.apps.example.com                    | does not exist; apps.example.com is the closest name that does exist
            explain shop--east.apps.example.com              | cluster-specific name of the wide IP shop.apps.example.com
            explain a.cut.apps.example.com                   | below a referral or a DNAME; cut.apps.example.com is the closest
            explain a.cut.apps.example.com                   | 100.0%  referral: cut.apps.example.com 3600 NS ns.example.net.  scope /0
            explain www.example.net                          | in no zone of this server: REFUSED
            """)
    void explainsNamesThatAreNoWideIps(String command, String said) {
        assertThat(run(command.split(" "))).isZero();
        assertThat(out.toString()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            explain shop.apps.example.com --client east      | 'client' is 'east': write an address such as
            explain shop.apps.example.com --client 010.1.1.1 | 'client': '010.1.1.1' has leading zeros
            explain shop.apps.example.com --type AXFR        | 'type' is 'AXFR': write a type of records such as
            explain shop.apps.example.com --type nonsense    | 'type' is 'nonsense': write a type of records such as
            explain shop..example.com                        | 'name' is 'shop..example.com'
            """)
    void refusesWhatItCannotUnderstand(String command, String said) {
        assertThat(run(command.split(" "))).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains(" refuses: " + said);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--at", "http://127.0.0.1:" + gslb.adminAddress().getPort()));
        return Main.run(
                Main.commandLine(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err)),
                all.toArray(String[]::new));
    }
}
