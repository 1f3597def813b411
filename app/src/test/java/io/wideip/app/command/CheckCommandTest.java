package io.wideip.app.command;

import static org.assertj.core.api.Assertions.assertThat;

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
                vips: {ltm-east: {datacenter: east, addresses: [127.0.0.2]}}
                wideIps: {shop.apps.example.com: {policy: failover, members: [ltm-east]}}
                """);

        assertThat(run("check", directory.toString())).isZero();
        assertThat(out).hasToString("1 zone, 1 wide IP, 1 VIP: no problems\n");
        out.getBuffer().setLength(0);
        assertThat(run("check", "-o", "json", directory.toString())).isZero();
        assertThat(out).hasToString("{\"zones\":1,\"wideIps\":1,\"vips\":1,\"problems\":[]}\n");
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

    static List<Path> examples() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("../examples"))) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsNothingWrongWithAnExample(Path example) {
        assertThat(run("check", example.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).endsWith(": no problems\n").doesNotStartWith("0 zones");
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
