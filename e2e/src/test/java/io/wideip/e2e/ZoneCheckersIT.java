package io.wideip.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What zonemaster-cli and dnsviz say of a served zone; both ask on port 53, so all runs in a network namespace. */
@Tag("slow")
final class ZoneCheckersIT {
    private static final List<String> FILES = List.of(
            "check-zone",
            "named.conf",
            "root.zone",
            "asn.zone",
            "root.hints",
            "profile.json",
            "zone.yaml",
            "ns1.yaml",
            "ns2.yaml");

    /** A namespace of its own for the network, and one for processes, so that none of them outlives the script. */
    private static final List<List<String>> NAMESPACES = List.of(
            List.of("--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child"),
            // Where users may have none, root may.
            List.of("--net", "--pid", "--fork", "--kill-child"));

    /** Ended from within, too, should the JVM of the tests die. */
    private static final List<String> CHECK = List.of("timeout", "100", "./check-zone");

    /** What zonemaster has against every address that is for documentation; nothing else may be amiss. */
    private static final String DOCUMENTATION_ADDRESS = "NAMESERVER_IP_PRIVATE_NETWORK";

    private static final Pattern ABOVE_NOTICE = Pattern.compile("^[\\d. ]*(WARNING|ERROR|CRITICAL) ");

    private final Programs programs = Programs.require(Map.of(
            "zonemaster-cli", "zonemaster-cli",
            "dnsviz", "dnsviz",
            "named", "bind9",
            "dig", "bind9-dnsutils",
            "ip", "iproute2",
            "unshare", "util-linux"));

    @TempDir
    private Path scratch;

    @Test
    void findNothingAgainstTheZone() throws Exception {
        for (String file : FILES) {
            copy(file);
        }
        for (String server : List.of("ns1", "ns2")) {
            Path directory = Files.createDirectories(scratch.resolve(server));
            Files.copy(scratch.resolve("zone.yaml"), directory.resolve("zone.yaml"));
            Files.copy(scratch.resolve(server + ".yaml"), directory.resolve("server.yaml"));
        }
        runInNamespace();

        List<String> said = Files.readAllLines(scratch.resolve("zonemaster.txt"));
        assertThat(said)
                .as("zonemaster has looked at everything")
                .anyMatch(line -> line.contains("IPV6_DIFFERENT_ASN"))
                .anyMatch(line -> line.contains("EDNS0_SUPPORT"))
                .anyMatch(line -> line.contains("SOA_EXISTS"))
                .anyMatch(line -> line.contains(DOCUMENTATION_ADDRESS)
                        && ABOVE_NOTICE.matcher(line).find());
        assertThat(said.stream()
                        .filter(line -> ABOVE_NOTICE.matcher(line).find() && !line.contains(DOCUMENTATION_ADDRESS)))
                .as("zonemaster's findings above NOTICE")
                .isEmpty();

        assertThat(Files.readString(scratch.resolve("dnsviz.json")))
                .as("dnsviz has had answers")
                .contains("shop.apps.example.com./IN/AAAA", "nothing.apps.example.com./IN/A", "NXDOMAIN");
        assertThat(Files.readString(scratch.resolve("dnsviz-problems.json")))
                .as("dnsviz's warnings and errors")
                .isBlank();
    }

    private void runInNamespace() throws IOException, InterruptedException {
        List<String> command = Stream.of(List.of(programs.path("unshare")), namespace(), CHECK, Tree.wideip())
                .flatMap(List::stream)
                .toList();
        Path log = Files.createDirectories(Tree.LOGS).resolve("check-zone.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("see %s", log).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> namespace() throws IOException, InterruptedException {
        for (List<String> options : NAMESPACES) {
            List<String> command = Stream.of(List.of(programs.path("unshare")), options, List.of("true"))
                    .flatMap(List::stream)
                    .toList();
            if (new ProcessBuilder(command).start().waitFor() == 0) {
                return options;
            }
        }
        throw Programs.missing("zonemaster-cli and dnsviz need a network namespace, which this user may not have here");
    }

    private void copy(String file) throws IOException {
        try (InputStream stream = ZoneCheckersIT.class.getResourceAsStream("checkers/" + file)) {
            assertThat(stream).as(file).isNotNull();
            Path copy = scratch.resolve(file);
            Files.writeString(copy, new String(stream.readAllBytes(), UTF_8));
            assertThat(copy.toFile().setExecutable(true)).isTrue();
        }
    }
}
