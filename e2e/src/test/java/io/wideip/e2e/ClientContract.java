package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every client must be told, whether it asks the server or a resolver in between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {
    private final Map<String, String> packages = new HashMap<>(Map.of("dig", "bind9-dnsutils", "openssl", "openssl"));
    private ServedZone zone;

    ClientContract(String program, String debianPackage) {
        packages.put(program, debianPackage);
    }

    /** The data that the client is told, as {@code dig +short} prints them. */
    abstract String answer(String name, String type);

    /** Starts what the client needs beside the server. */
    void prepare(ServedZone zone) {}

    @BeforeAll
    final void start(@TempDir Path scratch) {
        zone = new ServedZone(getClass().getSimpleName(), scratch, Programs.require(packages));
        prepare(zone);
        zone.eventually(() -> assertThat(answer("www.apps.example.com", "A")).isEqualTo("192.0.2.80"));
    }

    @AfterAll
    final void stop() {
        if (zone != null) {
            zone.close();
        }
    }

    final ServedZone zone() {
        return zone;
    }

    @Test
    final void everyTypeOfRecordChainAndWildcard() {
        ServedZone.assertAllRecords(this::answer);
    }

    @Test
    final void whatIsTooLargeForUdpByTcp() {
        assertThat(answer("large.apps.example.com", "TXT"))
                .hasSizeGreaterThan(2_500)
                .hasLineCount(10);
    }

    @Test
    final void allThatAWideIpMayTell() {
        // Once a resolver has forgotten what another test had it learn.
        zone.eventually(() -> assertThat(answer("pair.apps.example.com", "A").lines())
                .containsExactlyInAnyOrder(zone.address(ServedZone.EAST), zone.address(ServedZone.WEST)));
    }
}
