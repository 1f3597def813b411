package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What clients must get through any resolver that asks Wideip for its zone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ResolverContract {
    private final Map<String, String> packages;
    private ServedZone zone;
    private String resolver;

    ResolverContract(String program, String debianPackage) {
        packages = new HashMap<>(Map.of("dig", "bind9-dnsutils", "openssl", "openssl"));
        packages.put(program, debianPackage);
    }

    /** Starts the resolver, and says where {@code dig} reaches it: {@code @address -p port}. */
    abstract String startResolver(ServedZone zone);

    @BeforeAll
    final void start(@TempDir Path scratch) {
        zone = new ServedZone(getClass().getSimpleName(), scratch, Programs.require(packages));
        resolver = startResolver(zone);
        zone.eventually(() -> assertThat(resolve("www", "A")).isEqualTo("192.0.2.80"));
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

    final String resolver() {
        return resolver;
    }

    @Test
    final void everyTypeOfRecordChainAndWildcard() {
        ServedZone.assertAllRecords((name, type) -> zone.digAt(resolver, "+short %s %s".formatted(name, type)));
    }

    @Test
    final void whatIsTooLargeForUdpByTcp() {
        assertThat(resolve("large", "TXT")).hasSizeGreaterThan(2_500).hasLineCount(10);
    }

    @Test
    final void denials() {
        assertThat(ask("nothing", "A")).contains("status: NXDOMAIN", "ANSWER: 0", "SOA\tns1.apps.example.com.");
        assertThat(ask("www", "MX")).contains("status: NOERROR", "ANSWER: 0", "SOA\tns1.apps.example.com.");
        assertThat(ask("deep", "A")).contains("status: NOERROR", "ANSWER: 0");
        assertThat(ask("a.deep", "A")).contains("status: NOERROR", "ANSWER: 1");
    }

    @Test
    final void namesInAnyCase() {
        assertThat(resolve("wWw", "A")).isEqualTo("192.0.2.80");
        assertThat(ask("nOthINg", "A")).contains("status: NXDOMAIN");
    }

    @Test
    final void wideIpsByTheirPolicies() {
        String east = zone.address(ServedZone.EAST);
        String west = zone.address(ServedZone.WEST);
        assertThat(resolve("pair", "A").lines()).containsExactlyInAnyOrder(east, west);
        assertThat(resolve("sticky", "A")).isEqualTo(resolve("sticky", "A")).isIn(east, west);
        Set<String> turns = new HashSet<>();
        zone.eventually(() -> {
            turns.add(resolve("turn", "A"));
            assertThat(turns).containsExactlyInAnyOrder(east, west);
        });
    }

    @Test
    final void verdictsAfterTheTtl() {
        String east = zone.address(ServedZone.EAST);
        String west = zone.address(ServedZone.WEST);
        zone.eventually(() -> {
            assertThat(resolve("shop", "A")).isEqualTo(east);
            assertThat(resolve("strict", "A")).isEqualTo(east);
        });

        zone.stopLtm(ServedZone.EAST);
        try {
            zone.eventually(() -> {
                assertThat(resolve("shop", "A")).isEqualTo(west);
                assertThat(resolve("status", "A")).isEqualTo("shop.apps.example.com.\n" + west);
                assertThat(resolve("pair", "A")).isEqualTo(west);
                assertThat(ask("strict", "A")).contains("status: SERVFAIL");
                assertThat(ask("silent", "A")).contains("status: NOERROR", "ANSWER: 0");
                assertThat(resolve("spare", "A")).isEqualTo("192.0.2.20");
            });
        } finally {
            zone.startLtm(ServedZone.EAST);
        }

        zone.eventually(() -> {
            assertThat(resolve("shop", "A")).isEqualTo(east);
            assertThat(resolve("strict", "A")).isEqualTo(east);
            assertThat(resolve("spare", "A")).isEqualTo(east);
        });
    }

    /** What {@code dig +short} prints of the resolver's answer for a name below the zone's. */
    private String resolve(String host, String type) {
        return zone.digAt(resolver, "+short %s.apps.example.com %s".formatted(host, type));
    }

    private String ask(String host, String type) {
        return zone.digAt(resolver, "%s.apps.example.com %s".formatted(host, type));
    }
}
