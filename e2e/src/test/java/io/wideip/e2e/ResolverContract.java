package io.wideip.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What clients must get through any resolver that asks Wideip for its zone(). */
abstract class ResolverContract extends ClientContract {
    private String resolver = "";

    ResolverContract(String program, String debianPackage) {
        super(program, debianPackage);
    }

    /** Starts the resolver, and says where {@code dig} reaches it: {@code @address -p port}. */
    abstract String startResolver(ServedZone zone);

    @Override
    final void prepare(ServedZone zone) {
        resolver = startResolver(zone);
    }

    @Override
    final String answer(String name, String type) {
        return zone().digAt(resolver, "+short %s %s".formatted(name, type));
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
        String east = zone().address(ServedZone.EAST);
        String west = zone().address(ServedZone.WEST);
        zone().eventually(() ->
                assertThat(resolve("sticky", "A")).isIn(east, west).isEqualTo(resolve("sticky", "A")));
        Set<String> turns = new HashSet<>();
        zone().eventually(() -> {
            turns.add(resolve("turn", "A"));
            assertThat(turns).containsExactlyInAnyOrder(east, west);
        });
    }

    @Test
    final void verdictsAfterTheTtl() {
        String east = zone().address(ServedZone.EAST);
        String west = zone().address(ServedZone.WEST);
        zone().eventually(() -> {
            assertThat(resolve("shop", "A")).isEqualTo(east);
            assertThat(resolve("strict", "A")).isEqualTo(east);
        });

        zone().withoutEast(() -> {
            assertThat(resolve("shop", "A")).isEqualTo(west);
            assertThat(resolve("status", "A")).isEqualTo("shop.apps.example.com.\n" + west);
            assertThat(resolve("pair", "A")).isEqualTo(west);
            assertThat(ask("strict", "A")).contains("status: SERVFAIL");
            assertThat(ask("silent", "A")).contains("status: NOERROR", "ANSWER: 0");
            assertThat(resolve("spare", "A")).isEqualTo("192.0.2.20");
        });

        zone().eventually(() -> {
            assertThat(resolve("shop", "A")).isEqualTo(east);
            assertThat(resolve("strict", "A")).isEqualTo(east);
            assertThat(resolve("spare", "A")).isEqualTo(east);
        });
    }

    private String resolve(String host, String type) {
        return answer(host + ".apps.example.com", type);
    }

    private String ask(String host, String type) {
        return zone().digAt(resolver, "%s.apps.example.com %s".formatted(host, type));
    }
}
