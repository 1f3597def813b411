package io.wideip.routes.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the tests' API server does what the tests take for granted. */
@NeedsApiServer
@Tag("slow")
final class ApiServerIT {
    @TempDir
    Path directory;

    @Test
    void servesRoutesAndStandsForItsFailures() throws Exception {
        try (ApiServer server = ApiServer.start(directory)) {
            RouteWriter routes = server.routes();
            routes.namespace("shop", Map.of("team", "a"));
            routes.createAdmitted("shop", "one");
            routes.flood("shop", "many", 250);
            ApiClient reader = new ApiClient(server.url(), server.ca(), server.token());
            assertThat(reader.get("/apis/route.openshift.io/v1/routes"))
                    .contains("one.apps.example.com", "many-249.apps.example.com", "\"Admitted\"");

            server.forbidReader();
            assertThat(reader.status("/apis/route.openshift.io/v1/routes")).isEqualTo(403);
            server.allowReader();
            server.kill();
            server.compact();
            server.rotateToken();
            server.restart();
            assertThat(reader.status("/apis/route.openshift.io/v1/routes")).isEqualTo(401);
            assertThat(server.api()
                            .status("/apis/route.openshift.io/v1/routes?watch=true&resourceVersion=1&timeoutSeconds=1"))
                    .isIn(200, 410);
        }
    }
}
