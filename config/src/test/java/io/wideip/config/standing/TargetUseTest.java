package io.wideip.config.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.Member;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.config.yaml.TestVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetUseTest {
    private static final List<String> MEMBERS = List.of("[a]", "[b]", "[a, b]", "[b, c]", "[c]");
    private static final List<String> CHECKS = List.of("", ", healthCheck: own", ", healthCheck: fixed");
    private static final int STEPS = 200;

    @TempDir
    Path directory;

    private final TargetUse use = new TargetUse();
    /** What a prober has that was told of each change. */
    private final Map<Target, String> probed = new HashMap<>();

    private @Nullable Catalog catalog;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void changesAddUpToTheTargetsOfTheCatalog(long seed) throws IOException {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            take(yaml(random));
            assertThat(probed.keySet()).isEqualTo(Targets.of(catalog()));
            assertThat(use.size()).isEqualTo(probed.size());
        }
    }

    @Test
    void aMemberHasTargetsOfItsVipAndOfItsApplicationAtEachAddress() throws IOException {
        take(yaml(
                "{a: east}",
                "own",
                "x.example.com: {members: [a], healthCheck: own}",
                "y.example.com: {members: [a], healthCheck: fixed}"));

        assertThat(probed.keySet())
                .extracting(Target::address, target -> target.check().name(), Target::host)
                .containsExactlyInAnyOrder(
                        tuple("192.0.2.1", "router", ""),
                        tuple("192.0.2.10", "router", ""),
                        tuple("192.0.2.1", "own", "x.example.com"),
                        tuple("192.0.2.10", "own", "x.example.com"),
                        tuple("192.0.2.1", "fixed", "fixed.example.com"),
                        tuple("192.0.2.10", "fixed", "fixed.example.com"));
    }

    @Test
    void aMembersOwnCheckIsAskedInPlaceOfTheWideIps() throws IOException {
        take(yaml("{a: east, c: west}", "own", "x.example.com: {members: [a, c], healthCheck: fixed}"));
        take(withMemberChecks(catalog()));

        assertThat(probed.keySet())
                .extracting(Target::address, target -> target.check().name(), Target::host)
                .contains(tuple("192.0.2.1", "own", "x.example.com"), tuple("192.0.2.3", "fixed", "fixed.example.com"))
                .doesNotContain(tuple("192.0.2.1", "fixed", "fixed.example.com"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void changesOfMembersChecksAddUpToTheTargetsOfTheCatalog(long seed) throws IOException {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS / 4; step++) {
            take(yaml(random));
            take(withMemberChecks(catalog()));
            assertThat(probed.keySet()).isEqualTo(Targets.of(catalog()));
            assertThat(use.size()).isEqualTo(probed.size());
        }
    }

    @Test
    void aTargetStaysWhileSomebodyNeedsIt() throws IOException {
        take(yaml("{a: east}", "own", "x.example.com: {members: [a]}", "y.example.com: {members: [a], ttl: 5s}"));
        TargetChange change = take(yaml("{a: east}", "own", "y.example.com: {members: [a], ttl: 5s}"));

        assertThat(change).isEqualTo(TargetChange.NONE);
        assertThat(take(yaml("{a: east}", "own")).removed()).hasSize(2);
        assertThat(probed).isEmpty();
    }

    @Test
    void aTargetInAnotherDatacenterIsToldAgain() throws IOException {
        take(yaml("{a: east}", "own", "x.example.com: {members: [a]}"));
        TargetChange change = take(yaml("{a: west}", "own", "x.example.com: {members: [a]}"));

        assertThat(change.removed()).isEmpty();
        assertThat(change.added().values()).containsExactly("west", "west");
    }

    @Test
    void aCheckThatIsOnlyRenamedIsToldAgain() throws IOException {
        take(yaml("{a: east}", "own", "x.example.com: {members: [a], healthCheck: own}"));
        TargetChange change = take(yaml("{a: east}", "mine", "x.example.com: {members: [a], healthCheck: mine}"));

        assertThat(change.removed()).isEmpty();
        assertThat(change.added().keySet())
                .extracting(target -> target.check().name())
                .contains("mine")
                .doesNotContain("own");
    }

    @Test
    void checksThatChangeTheirNamesWithEachOtherAreToldAgain() throws IOException {
        String wideIp = "x.example.com: {members: [a], healthCheck: router}";
        String yaml = yaml("{a: east}", "own", wideIp);
        take(yaml);
        TargetChange change =
                take(yaml.replace("fixed:", "swap:").replace("router", "fixed").replace("swap:", "router:"));

        assertThat(change.removed()).isEmpty();
        assertThat(change.added().keySet())
                .extracting(target -> target.check().name())
                .containsOnly("fixed");
    }

    private TargetChange take(String yaml) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), yaml);
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY).load(directory);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return take(((Loaded.Good) loaded).catalog());
    }

    private TargetChange take(Catalog next) {
        TargetChange change = use.change(CatalogChange.between(catalog, next));
        assertThat(change.added().keySet()).noneMatch(change.removed()::contains);
        change.removed().forEach(target -> assertThat(probed.remove(target)).isNotNull());
        probed.putAll(change.added());
        catalog = next;
        return change;
    }

    /** The same, and the first member of each wide IP has a check of its own. */
    private static Catalog withMemberChecks(Catalog catalog) {
        WideIps.Edit edit = catalog.wideIps().edit();
        catalog.wideIps().forEach(wideIp -> {
            WideIpSettings was = wideIp.settings();
            List<Member> members = new ArrayList<>(Targets.members(was.choices()));
            Member first = members.get(0);
            members.set(0, new Member(first.vip(), 1, catalog.healthChecks().get("own"), false));
            WideIpSettings now = new WideIpSettings(
                    was.zone(),
                    was.policy(),
                    new WideIp.Members(members),
                    was.healthCheck(),
                    was.ttl(),
                    was.maxAnswers(),
                    was.whenAllDown());
            edit.put(wideIp.name(), now);
        });
        return new Catalog(
                catalog.server(),
                catalog.zones(),
                catalog.datacenters(),
                catalog.healthChecks(),
                catalog.vips(),
                catalog.pools(),
                catalog.topology(),
                catalog.clusters(),
                catalog.routes(),
                catalog.drains(),
                edit.apply());
    }

    private Catalog catalog() {
        assertThat(catalog).isNotNull();
        return catalog;
    }

    private static String yaml(Random random) {
        String[] wideIps = random.ints(random.nextInt(6), 0, 6)
                .distinct()
                .mapToObj(number -> "n" + number + ".example.com: {members: "
                        + MEMBERS.get(random.nextInt(MEMBERS.size())) + CHECKS.get(random.nextInt(CHECKS.size())) + "}")
                .toArray(String[]::new);
        String east = random.nextInt(4) == 0 ? "west" : "east";
        return yaml("{a: " + east + ", b: west, c: west}", "own", wideIps);
    }

    /** @param vips from names to datacenters; their addresses follow from the names */
    private static String yaml(String vips, String own, String... wideIps) {
        StringBuilder yaml = new StringBuilder("""
                version: 1
                zones: {example.com: {hostmaster: dns@example.com, nameservers: {ns1: 192.0.2.53}}}
                datacenters: {east: {}, west: {}}
                healthChecks:
                  router: {type: tcp}
                  fixed: {type: http, host: fixed.example.com}
                """);
        yaml.append("  ").append(own).append(": {type: http}\nvips:\n");
        for (String vip : vips.replaceAll("[{} ]", "").split(",", -1)) {
            String name = vip.substring(0, 1);
            // a and b have one address in common.
            yaml.append("  ").append(name).append(": {datacenter: ").append(vip.substring(2));
            yaml.append(", healthCheck: router, addresses: [192.0.2.").append(name.equals("c") ? 3 : 1);
            yaml.append(", 192.0.2.1").append(name.charAt(0) - 'a').append("]}\n");
        }
        yaml.append(wideIps.length == 0 ? "" : "wideIps:\n");
        for (String wideIp : wideIps) {
            yaml.append("  ").append(wideIp).append('\n');
        }
        return yaml.toString();
    }
}
