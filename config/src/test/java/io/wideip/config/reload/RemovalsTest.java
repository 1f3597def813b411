package io.wideip.config.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import io.wideip.config.yaml.TestVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemovalsTest {
    private static final String BASE =
            """
            version: 1
            datacenters: {east: {}}
            vips: {%s}
            """.formatted(list(40, i -> "v" + i + ": {datacenter: east, addresses: 192.0.2." + i + "}"));

    private static final String ZONE = "hostmaster: a@example.com, nameservers: {ns: 192.0.2.1}";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(textBlock = """
            3,   0, 10%, 0
            4,   0, 10%, 100
            4,   1, 0%,  0
            5,   1, 0%,  80
            40, 36, 10%, 0
            40, 35, 10%, 13
            40, 35, 12%, 13
            40, 35, 13 %, 0
            40,  0, 99%, 100
            40,  0, 100%, 0
            40, 40, 0%,  0
            """)
    void moreThanThreeAndMoreThanTheShareOfTheWideIpsIsTooMuch(int before, int after, String limit, int share)
            throws IOException {
        List<String> refusals =
                refusals(wideIps(before), "server: {reload: {mayRemove: " + limit + "}}\n" + wideIps(after));

        if (share == 0) {
            assertThat(refusals).isEmpty();
        } else {
            assertThat(refusals)
                    .singleElement()
                    .asString()
                    .startsWith(before - after + " of " + before + " wide IPs would go (n" + after + ".example.com, n")
                    .endsWith("'mayRemove: " + share + "%' under server.reload");
        }
    }

    @Test
    void theFirstNamesAreGivenAndTheOthersCounted() throws IOException {
        assertThat(refusals(wideIps(20), wideIps(10)))
                .containsExactly(
                        "10 of 20 wide IPs would go (n10.example.com, n11.example.com, n12.example.com and 7 more),"
                                + " a reload may remove 10%: put them back or, if they are to go, write 'mayRemove: 50%' under"
                                + " server.reload");
    }

    @Test
    void theLimitOfTheOldCatalogDoesNotCount() throws IOException {
        assertThat(refusals("server: {reload: {mayRemove: 100%}}\n" + wideIps(20), wideIps(10)))
                .hasSize(1);
    }

    @Test
    void anotherNameIsARemoval() throws IOException {
        assertThat(refusals(wideIps(4), wideIps(4).replace("  n", "  m")))
                .singleElement()
                .asString()
                .startsWith("4 of 4 wide IPs would go (n0.example.com, ");
    }

    @Test
    void otherMembersPoliciesAndTtlsAreNone() throws IOException {
        assertThat(refusals(wideIps(20), wideIps(20).replace("[v0]", "[v1], ttl: 5s, policy: failover")))
                .isEmpty();
    }

    @Test
    void aZoneGoesWhereEverythingMay() throws IOException {
        String two = "zones: {example.com: {" + ZONE + "}, example.net: {" + ZONE + "}}\n";
        String one = "zones: {example.com: {" + ZONE + "}}\n";

        assertThat(refusals(two, one)).singleElement().asString().startsWith("1 of 2 zones would go (example.net), ");
        assertThat(refusals(two, one + "server: {reload: {mayRemove: 99%}}\n"))
                .singleElement()
                .asString()
                .endsWith("write 'mayRemove: 100%' under server.reload");
        assertThat(refusals(two, one + "server: {reload: {mayRemove: 100%}}\n")).isEmpty();
    }

    @Test
    void aClusterAndAllRulesForClaimsGoWhereEverythingMay() throws IOException {
        String zone = "zones: {example.com: {" + ZONE + "}}\n";
        String one = "a: {datacenter: east, vip: v0, inCluster: true}";
        String clusters = "clusters: {" + one + ", b: {datacenter: east, vip: v1, inCluster: true}}\n";
        String rules = "routes: {allow: [{zone: example.com}]}\n";

        assertThat(refusals(zone + clusters + rules, zone + "clusters: {" + one + "}\n"))
                .extracting(refusal -> refusal.replaceFirst(", a reload may .* if", " if"))
                .containsExactly(
                        "1 of 2 clusters would go (b) if they are to go, write 'mayRemove: 100%' under server.reload",
                        "1 of 1 rules of 'routes.allow' would go (example.com) if they are to go, write 'mayRemove:"
                                + " 100%' under server.reload");
        assertThat(refusals(
                        zone + clusters + rules,
                        zone + "clusters: {" + one + "}\nserver: {reload: {mayRemove: 100%}}\n"))
                .isEmpty();
        assertThat(refusals(zone + clusters + rules, zone + clusters + rules.replace("}]", ", names: shop*}]")))
                .isEmpty();
    }

    @Test
    void recordsCountByNameAndTypeWhateverTheirData() throws IOException {
        String all = records(list(10, i -> "www IN A 192.0.2." + i), list(10, i -> "n" + i + " IN TXT x"));

        assertThat(refusals(
                        all, records(list(10, i -> "www IN A 198.51.100." + i), list(10, i -> "n" + i + " IN TXT y"))))
                .isEmpty();
        assertThat(refusals(all, records(list(5, i -> "www IN A 192.0.2." + i), list(9, i -> "n" + i + " IN TXT x"))))
                .singleElement()
                .asString()
                .startsWith("6 of 20 records of the zone 'example.com' would go (n9, www), ")
                .contains("'mayRemove: 30%'");
    }

    @Test
    void eachPoolAndWideIpAndTheTopologyAreLookedAt() throws IOException {
        IntFunction<String> everything = size -> "zones: {example.com: {" + ZONE + "}}\n"
                + "pools: {p: {members: [" + list(size, i -> "v" + i) + "]}, "
                + list(size, i -> "q" + i + ": {members: [v0]}") + "}\n"
                + "topology: [{subnets: [" + list(size, i -> "10." + i + ".0.0/16") + "], prefer: east}]\n"
                + "wideIps: {a.example.com: {members: [" + list(size, i -> "v" + i) + "]},"
                + " b.example.com: {pools: [" + list(size, i -> "q" + i) + "]}}\n";

        assertThat(refusals(everything.apply(10), everything.apply(6)))
                .extracting(refusal -> refusal.replaceFirst(" would go .*", ""))
                .containsExactly(
                        "4 of 10 subnets of 'topology'",
                        "4 of 10 members of the pool 'p'",
                        "4 of 10 members of the wide IP 'a.example.com'",
                        "4 of 10 pools of the wide IP 'b.example.com'");
        assertThat(refusals(everything.apply(10), everything.apply(7))).isEmpty();
    }

    @Test
    void subnetsOfRegionsCount() throws IOException {
        IntFunction<String> rules = size -> "regions: {team: {subnets: ["
                + list(10, i -> "10." + i + ".0.0/16") + "]}, other: {subnets: 192.0.2.0/24}}\n"
                + "topology: [" + list(size, i -> "{regions: " + (i == 0 ? "other" : "team") + ", prefer: east}")
                + "]\n";

        assertThat(refusals(rules.apply(2), rules.apply(1)))
                .singleElement()
                .asString()
                .startsWith("10 of 11 subnets of 'topology' would go (10.0.0.0/16, ");
    }

    @Test
    void manyLossesAreCounted() throws IOException {
        IntFunction<String> pools =
                size -> "pools: {" + list(50, i -> "p" + i + ": {members: [" + list(size, v -> "v" + v) + "]}") + "}\n";

        assertThat(refusals(pools.apply(8), pools.apply(2))).hasSize(21).endsWith("30 more such losses");
    }

    private List<String> refusals(String before, String after) throws IOException {
        return Removals.refusals(catalog(before), catalog(after));
    }

    private Catalog catalog(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), BASE + yaml);
        Loaded loaded = new Loader(TestVocabulary.VOCABULARY).load(file);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).catalog();
    }

    private static String wideIps(int number) {
        return "zones: {example.com: {" + ZONE + "}}\nwideIps:\n"
                + IntStream.range(0, number)
                        .mapToObj(i -> "  n" + i + ".example.com: {members: [v0]}\n")
                        .collect(Collectors.joining())
                + (number == 0 ? "  {}\n" : "");
    }

    private static String records(String... lines) {
        return "zones:\n  example.com:\n    " + ZONE.replace(", nameservers", "\n    nameservers") + "\n    records: |"
                + String.join(", ", lines).replaceAll("(^|, )", "\n      ") + "\n";
    }

    private static String list(int number, IntFunction<String> item) {
        return IntStream.range(0, number).mapToObj(item).collect(Collectors.joining(", "));
    }
}
