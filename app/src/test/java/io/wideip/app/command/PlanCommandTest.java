package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandTest {
    private static final String YAML = """
            version: 1
            zones: {apps.example.com: {hostmaster: dns@example.com, nameservers: {ns1: 192.0.2.53}}}
            datacenters: {east: {}, west: {}}
            vips:
              ltm-east: {datacenter: east, addresses: 192.0.2.10}
              ltm-west: {datacenter: west, addresses: 192.0.2.20}
            topology: [{subnets: 10.1.0.0/16, prefer: [east, west]}]
            wideIps:
              shop.apps.example.com: {policy: failover, members: [ltm-east, ltm-west]}
              pay.apps.example.com: {policy: weighted, members: [{vip: ltm-east, weight: 3}, {vip: ltm-west, weight: 1}]}
            """;

    @TempDir
    Path scratch;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeOld() throws IOException {
        write("old", YAML);
    }

    @Test
    void whatIsOnlyRewordedDoesNotShow() throws IOException {
        write(
                "new",
                "# moved\n" + YAML.replace("192.0.2.10}", "[192.0.2.10], healthCheck: up}")
                        + "healthChecks: {up: {type: tcp, port: 80}}\n");
        assertThat(plan()).isZero();
        assertThat(out).hasToString("no answer would change\n");
    }

    @Test
    void tellsWhatChangesForWhom() throws IOException {
        write(
                "new",
                YAML.replace("failover", "geo")
                        .replace("prefer: [east, west]", "prefer: [west, east]")
                        .replace("weight: 1}", "weight: 3}"));
        assertThat(plan()).isEqualTo(3);
        assertThat(out).hasToString("""
                2 answers of 2 names would change

                pay.apps.example.com A
                  IPv4 and IPv6 clients of no rule; that prefer east, west, then that prefer west, east, such as 0.0.0.0
                    now   75 %: 30 A 192.0.2.10; or 25 %: 30 A 192.0.2.20
                    then  50 %: 30 A 192.0.2.10; or 50 %: 30 A 192.0.2.20

                shop.apps.example.com A
                  IPv4 clients that prefer east, west, then that prefer west, east, such as 10.1.0.0
                    now   30 A 192.0.2.10
                    then  30 A 192.0.2.20
                """);
    }

    @Test
    void namesOfStaticRecordsThatNeedEscapesAreCompared() throws IOException {
        String records =
                "nameservers: {ns1: 192.0.2.53}, records: \"odd\\\\032name 60 A 192.0.2.70\\ndotted\\\\.name 60 AAAA 2001:db8::70\"}";
        write("old", YAML.replace("nameservers: {ns1: 192.0.2.53}}", records));
        write("new", YAML.replace("nameservers: {ns1: 192.0.2.53}}", records.replace("70", "71")));
        assertThat(plan()).isEqualTo(3);
        assertThat(out.toString())
                .contains(
                        "odd\\032name.apps.example.com A\n",
                        "dotted\\046name.apps.example.com AAAA\n",
                        " 60 AAAA 2001:db8::71\n");
    }

    @Test
    void aDrainChangesAnswers() throws IOException {
        write("new", YAML + "drains: {works: {datacenter: east, reason: new firmware}}\n");
        assertThat(plan("-o", "markdown")).isEqualTo(3);
        assertThat(out.toString())
                .contains("| `shop.apps.example.com` | A | ", " | 30 A 192.0.2.10 | 30 A 192.0.2.20 |");
    }

    @Test
    void aNameThatGoesIsDenied() throws IOException {
        write("new", YAML.replace("  shop.apps", "  store.apps"));
        assertThat(plan("-o", "json")).isEqualTo(3);
        assertThat(out.toString())
                .contains(
                        "\"name\" : \"shop.apps.example.com\"",
                        "\"rcode\" : \"NXDOMAIN\"",
                        "\"type\" : \"other types\"");
    }

    @Test
    void aBrokenDirectoryIsNoPlan() throws IOException {
        write("new", YAML.replace("failover", "failovr"));
        assertThat(plan()).isEqualTo(1);
        assertThat(err.toString()).contains("wideip.yaml:9:35: unknown policy 'failovr'");
        assertThat(run("plan", scratch.resolve("new/wideip.yaml").toString(), "--against", scratch.toString()))
                .isEqualTo(2);
    }

    private int plan(String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "plan";
        arguments[1] = scratch.resolve("new").toString();
        arguments[2] = "--against";
        arguments[3] = scratch.resolve("old").toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        return Main.run(
                Main.commandLine(
                        new ByteArrayInputStream(new byte[0]), new PrintWriter(out, true), new PrintWriter(err, true)),
                arguments);
    }

    private void write(String directory, String yaml) throws IOException {
        Files.createDirectories(scratch.resolve(directory));
        Files.writeString(scratch.resolve(directory).resolve("wideip.yaml"), yaml);
    }
}
