package io.wideip.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Catalog;
import io.wideip.config.CatalogChange;
import io.wideip.config.yaml.Loaded;
import io.wideip.config.yaml.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogDifferencesTest {
    private static final String BASE = """
            version: 1
            zones: {apps.example.com: {hostmaster: a@example.com, nameservers: {ns1: [192.0.2.53]}}}
            datacenters: {east: {}}
            vips: {a: {datacenter: east, addresses: [192.0.2.1]}, b: {datacenter: east, addresses: [192.0.2.2]}}
            """;

    @TempDir
    private Path directory;

    @Test
    void namesWhatWasAddedChangedAndRemoved() throws IOException {
        Catalog before =
                catalog(BASE + "wideIps: {x.apps.example.com: {members: [a]}, y.apps.example.com: {members: [a]}}\n");
        Catalog after = catalog(BASE.replace(", b: {datacenter: east, addresses: [192.0.2.2]}", "")
                + "topology: [{subnets: 10.0.0.0/8, prefer: east}]\n"
                + "wideIps: {x.apps.example.com: {members: [a], ttl: 9s}, z.apps.example.com: {members: [a]}}\n");

        assertThat(CatalogDifferences.of(CatalogChange.between(before, after)))
                .containsExactly(
                        "wide IPs added: z.apps.example.com; changed: x.apps.example.com; removed: y.apps.example.com",
                        "VIPs removed: b",
                        "the topology changed");
        assertThat(CatalogDifferences.of(CatalogChange.between(null, after))).isEmpty();
        assertThat(CatalogDifferences.of(CatalogChange.between(after, after))).isEmpty();
    }

    @Test
    void namesFiveOfAKind() throws IOException {
        String many = IntStream.range(0, 8)
                .mapToObj(i -> "w" + i + ".apps.example.com: {members: [a]}")
                .collect(Collectors.joining(", ", "wideIps: {", "}\n"));

        assertThat(CatalogDifferences.of(CatalogChange.between(catalog(BASE), catalog(BASE + many))))
                .containsExactly("wide IPs added: w0.apps.example.com, w1.apps.example.com, w2.apps.example.com,"
                        + " w3.apps.example.com, w4.apps.example.com and 3 more");
    }

    private Catalog catalog(String yaml) throws IOException {
        Files.writeString(directory.resolve("wideip.yaml"), yaml);
        return ((Loaded.Good) new Loader(Gslb.vocabulary()).load(directory)).catalog();
    }
}
