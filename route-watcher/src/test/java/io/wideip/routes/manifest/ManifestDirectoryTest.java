package io.wideip.routes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.Datacenter;
import io.wideip.routes.ClusterListener;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.RouteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestDirectoryTest {
    private static final String ROUTE = """
            {kind: Route, apiVersion: route.openshift.io/v1, spec: {host: a.example.com},
             metadata: {name: NAME, namespace: shop, annotations: {wideip.io/enabled: "true"}}}
            """;

    @TempDir
    Path directory;

    private final RouteStore store = new RouteStore(Duration.ZERO, () -> 0, ClusterListener.NONE, () -> {});

    @Test
    void aGoodDirectoryIsACompletedListAndABrokenOneChangesNothing() throws IOException {
        try (ManifestDirectory manifests = manifests()) {
            write("a.yaml", "a");
            write("b.yaml", "b");
            manifests.start(Duration.ofHours(1));
            assertThat(names()).containsExactlyInAnyOrder("a", "b");
            assertThat(store.all()).allMatch(KnownRoute::isAdmitted);

            Files.writeString(directory.resolve("a.yaml"), "{");
            Files.delete(directory.resolve("b.yaml"));
            pollTwice(manifests);
            assertThat(names()).containsExactlyInAnyOrder("a", "b");
            assertThat(manifests.problems()).hasSize(1);

            write("a.yaml", "c");
            pollTwice(manifests);
            assertThat(names()).containsExactly("c");
            assertThat(manifests.problems()).isEmpty();
        }
    }

    @Test
    void aDirectoryThatComesLaterIsRead() throws IOException {
        Path later = directory.resolve("later");
        try (ManifestDirectory manifests =
                new ManifestDirectory(cluster(), later, "wideip.io", store, ClusterListener.NONE)) {
            manifests.start(Duration.ofHours(1));
            assertThat(manifests.problems()).hasSize(1);
            Files.createDirectory(later);
            write("later/a.yaml", "a");
            pollTwice(manifests);
            assertThat(names()).containsExactly("a");
        }
    }

    /** A change is read once it has lain still. */
    private static void pollTwice(ManifestDirectory manifests) {
        manifests.poll();
        manifests.poll();
    }

    private ManifestDirectory manifests() {
        return new ManifestDirectory(cluster(), directory, "wideip.io", store, ClusterListener.NONE);
    }

    private static Cluster cluster() {
        return new Cluster(
                "east-1", new Datacenter("east"), new ClusterAccess.InCluster(), null, Map.of(), List.of(), null);
    }

    private void write(String file, String name) throws IOException {
        Files.writeString(directory.resolve(file), ROUTE.replace("NAME", name));
    }

    private List<String> names() {
        return store.all().stream().map(known -> known.route().key().name()).toList();
    }
}
