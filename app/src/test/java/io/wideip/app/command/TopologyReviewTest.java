package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopologyReviewTest {
    private static final String SITE = """
            version: 1
            zones: {apps.example.com: {hostmaster: a@example.com, nameservers: {ns1: [192.0.2.53]}}}
            datacenters: {east: {}, west: {}, north: {}}
            healthChecks: {port: {type: tcp, port: 9}}
            vips:
              a: {datacenter: east, addresses: [192.0.2.1], healthCheck: port}
              b: {datacenter: west, addresses: [192.0.2.2], healthCheck: port}
              c: {datacenter: north, addresses: [192.0.2.3], healthCheck: port}
            """;

    @TempDir
    private Path directory;

    @Test
    void warnsOfRulesThatDecideForNobody() throws IOException {
        assertThat(warnings("""
                topology:
                  - {subnets: 10.0.0.0/8, prefer: [east, west]}
                  - {subnets: [10.0.0.0/9, 10.128.0.0/9], prefer: [west, east]}
                  - {countries: FR, prefer: east}
                  - {subnets: 192.0.2.0/24, not: {subnets: 192.0.0.0/16}, prefer: north}
                wideIps: {shop.apps.example.com: {policy: geo, members: [a, b]}}
                """))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains(":10:", "the rule decides for no client", "(rule-never-matches)"),
                        line -> assertThat(line).contains(":12:", "no database says so"),
                        line -> assertThat(line).contains(":13:", "the rule decides for no client"),
                        line -> assertThat(line)
                                .contains(
                                        ":3:15:",
                                        "no client prefers the datacenter 'east'",
                                        "(datacenter-not-preferred)"));
    }

    @Test
    void warnsOfWideIpsThatNoClientHasAnOrderFor() throws IOException {
        assertThat(warnings("""
                topology: [{subnets: 10.0.0.0/8, prefer: [north]}]
                wideIps:
                  shop.apps.example.com: {policy: geo, members: [a, b]}
                  pay.apps.example.com: {policy: geo, members: [a, c]}
                  one.apps.example.com: {policy: geo, members: [a]}
                """))
                .anySatisfy(line -> assertThat(line)
                        .contains("wideip.yaml:11:", "no client prefers any of its datacenters", "(geo-without-order)"))
                .noneSatisfy(line -> assertThat(line).contains("wideip.yaml:12:"))
                .noneSatisfy(line -> assertThat(line).contains("wideip.yaml:13:"));
    }

    @Test
    void aTopologyInWhichAllCountsIsNotWarnedOf() throws IOException {
        assertThat(warnings("""
                topology:
                  - {subnets: 10.0.0.0/8, prefer: [east, west]}
                  - {subnets: 10.1.0.0/16, prefer: [west, east]}
                  - {subnets: 10.2.0.0/16, weights: {north: 1}}
                wideIps: {shop.apps.example.com: {policy: geo, members: [a, b, c]}}
                """)).isEmpty();
    }

    @Test
    void ofAnOrderTheFirstDatacenterThatAWideIpHasIsPreferred() throws IOException {
        assertThat(warnings("""
                topology:
                  - {subnets: 10.0.0.0/8, prefer: [north, east, west]}
                wideIps:
                  shop.apps.example.com: {policy: geo, members: [a, b]}
                  pay.apps.example.com: {policy: geo, members: [b]}
                """)).isEmpty();
    }

    @Test
    void aDatacenterThatOnlyStandsByIsPreferredByNobody() throws IOException {
        assertThat(warnings("""
                topology: [{subnets: 10.0.0.0/8, weights: {east: 100, west: 0}}]
                wideIps: {shop.apps.example.com: {policy: geo, members: [a, b]}}
                """)).singleElement().asString().contains("no client prefers the datacenter 'west'");
    }

    @Test
    void oneThatStandsByIsTheChoiceOfAWideIpThatHasNoOther() throws IOException {
        assertThat(warnings("""
                topology: [{subnets: 10.0.0.0/8, weights: {east: 100, west: 0}}]
                wideIps:
                  shop.apps.example.com: {policy: geo, members: [a]}
                  pay.apps.example.com: {policy: geo, members: [b]}
                """)).isEmpty();
    }

    @Test
    void inPoolsWithGeoEachChoosesForItself() throws IOException {
        assertThat(warnings("""
                topology: [{subnets: 10.0.0.0/8, prefer: [east, west, north]}]
                pools:
                  one: {policy: geo, members: [a]}
                  two: {policy: geo, members: [c]}
                  rest: {policy: failover, members: [b]}
                wideIps: {shop.apps.example.com: {policy: round-robin, pools: [one, two, rest]}}
                """)).isEmpty();
    }

    @Test
    void aMissingDatabaseMayHoldWhomANotWouldTakeOut() throws IOException {
        assertThat(warnings("""
                server: {geo: {databases: [{file: missing.mmdb}]}}
                topology:
                  - {subnets: 10.0.0.0/8, not: {countries: FR}, prefer: east}
                  - {subnets: 10.0.0.0/8, prefer: west}
                wideIps: {shop.apps.example.com: {policy: geo, members: [a, b]}}
                """)).noneSatisfy(line -> assertThat(line).contains("(rule-never-matches)"));
    }

    private List<String> warnings(String yaml) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), SITE + yaml);
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        Main.commandLine(InputStream.nullInputStream(), printer, printer).execute("check", directory.toString());
        return out.toString()
                .lines()
                .filter(line -> line.contains(": warning: ") && !line.endsWith("(unused)"))
                .toList();
    }
}
