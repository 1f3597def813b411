package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import io.wideip.routes.apiserver.RouteWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters side by side: what happens to one is of no matter to the other. */
@NeedsApiServer
final class ClusterWatchesIT {
    @TempDir
    static Path directory;

    private static ApiServer east;
    private static ApiServer west;

    private final Followers followers = new Followers();

    @BeforeAll
    static void start() {
        east = ApiServer.start(directory.resolve("east"));
        west = ApiServer.start(directory.resolve("west"));
        east.routes().namespace("shop", Map.of("team", "a"));
        west.routes().namespace("shop", Map.of("team", "a"));
    }

    @AfterAll
    static void stop() {
        east.close();
        west.close();
    }

    @AfterEach
    void end() {
        followers.close();
    }

    @Test
    void hearsOfChanges() throws IOException {
        RouteWriter routes = east.routes();
        routes.createAdmitted("shop", "first");
        followers.follow(Followers.cluster("east-1", east.access()));
        await().untilAsserted(() -> assertThat(followers.admitted()).containsExactly("east-1/first"));
        routes.createAdmitted("shop", "second");
        await().untilAsserted(() -> assertThat(followers.admitted()).containsExactly("east-1/first", "east-1/second"));
        routes.annotate("shop", "first", "wideip.io/enabled", "null");
        await().untilAsserted(() -> assertThat(followers.admitted()).containsExactly("east-1/second"));
        routes.delete("shop", "second");
        await().untilAsserted(() -> assertThat(followers.admitted()).isEmpty());
        routes.delete("shop", "first");
    }
}
