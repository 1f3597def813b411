package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import io.wideip.routes.apiserver.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that vanishes without a word, and another one that is built at its address. */
@NeedsApiServer
@Tag("slow")
final class DeadConnectionIT {
    @TempDir
    Path directory;

    private final Followers followers = new Followers(Timing.STANDARD);

    @AfterEach
    void end() {
        followers.close();
    }

    @Test
    void aClusterThatIsCutOffAndRebuiltAtItsAddressIsHeardWithinAMinute() throws IOException {
        Path first = directory.resolve("first");
        try (Network network = Network.create();
                ApiServer server = ApiServer.start(first, Network.PEER, network.prefix())) {
            server.routes().namespace("shop", Map.of());
            server.routes().createAdmitted("shop", "one");
            followers.follow(Followers.cluster("east-1", server.access()));
            await().untilAsserted(() -> assertThat(followers.admitted("")).containsExactly("east-1/one"));
            network.cut();
        }
        assertThat(followers.admitted("")).containsExactly("east-1/one");
        Path second = directory.resolve("second");
        Files.createDirectories(second.resolve("certificates"));
        for (String each : new String[] {"apiserver.crt", "apiserver.key"}) {
            Files.copy(
                    first.resolve("certificates").resolve(each),
                    second.resolve("certificates").resolve(each));
        }
        try (Network network = Network.create();
                ApiServer server = ApiServer.start(second, Network.PEER, network.prefix())) {
            server.routes().namespace("shop", Map.of());
            server.routes().createAdmitted("shop", "two");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(followers.admitted("")).containsExactly("east-1/two"));
        }
    }
}
