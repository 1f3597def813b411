package io.wideip.routes.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.Routes;
import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import io.wideip.routes.apiserver.Rights;
import io.wideip.routes.backend.BackendProbes.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the rights of deploy/rbac/read.yaml and no others. */
@Tag("slow")
@NeedsApiServer
final class BackendProbesIT {
    private static final Times QUICK =
            new Times(Duration.ofMillis(1), Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(100));

    @TempDir
    static Path directory;

    private static ApiServer server;
    private static PodWriter pods;
    private static KubernetesClient client;

    private final List<RouteKey> changed = new CopyOnWriteArrayList<>();
    private BackendProbes probes;

    @BeforeAll
    static void start() {
        server = ApiServer.start(directory);
        Rights.give(server, "read.yaml");
        client = Rights.client(server);
        pods = new PodWriter(server);
        server.routes().namespace("elsewhere", Map.of());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void follow() {
        pods.clear();
        probes = BackendProbes.start("east-1", () -> client, changed::addAll, List.of(), QUICK);
    }

    @AfterEach
    void end() {
        probes.close();
    }

    @Test
    void readsWhatTheKubeletAsks() {
        Route route = Routes.admitted("east-1", "web");
        pods.service("web", "web");
        pods.pod("web-1", "one", "/old", false);
        pods.pod("web-2", "two", "/ready", true);

        assertThat(probes.pods(route)).isEqualTo(new BackendPods.Unknown("the pods have not been read yet"));
        awaitPath(route, "/ready");
        assertThat(changed).containsExactly(route.key());
        assertThat(((BackendPods.Known) probes.pods(route)).ports()).containsExactly(new ServicePort("http", "web"));
    }

    @Test
    void theOldProbeStaysUntilNoReadyPodHasIt() {
        Route route = Routes.admitted("east-1", "web");
        pods.service("web", "web");
        pods.pod("web-b1", "one", "/old", true);
        pods.pod("web-b2", "one", "/old", true);
        probes.pods(route);
        awaitPath(route, "/old");

        pods.pod("web-a1", "two", "/new", true);
        pods.pod("web-c1", "two", "/new", true);
        pods.setReady("web-b1", false);
        await().during(Duration.ofSeconds(1)).until(() -> path(route).equals("/old"));
        pods.setReady("web-b2", false);
        awaitPath(route, "/new");
        pods.setReady("web-b1", true);
        await().during(Duration.ofSeconds(1)).until(() -> path(route).equals("/new"));
        assertThat(changed).containsExactly(route.key(), route.key());
    }

    @Test
    void theSameHoldsForPodsOfWhichNothingTellsTheTemplate() {
        Route route = Routes.admitted("east-1", "web");
        pods.service("web", "web");
        pods.pod("web-2", "", "/old", true);
        probes.pods(route);
        awaitPath(route, "/old");

        pods.pod("web-1", "", "/new", true);
        await().during(Duration.ofSeconds(1)).until(() -> path(route).equals("/old"));
        pods.delete("web-2");
        awaitPath(route, "/new");
    }

    /** By its times nothing is read twice before a minute has passed. */
    @Test
    void aCheckThatFailsHasThePodsReadAgainAndAgain() {
        Times slow =
                new Times(Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMillis(100));
        probes.close();
        probes = BackendProbes.start("east-1", () -> client, changed::addAll, List.of(), slow);
        Route route = Routes.admitted("east-1", "web");
        pods.service("web", "web");
        pods.pod("web-1", "one", "/old", true);
        probes.pods(route);
        awaitPath(route, "/old");

        pods.delete("web-1");
        probes.checkFailed(Routes.admitted("east-1", "other").key());
        probes.checkFailed(route.key());
        await().during(Duration.ofSeconds(3)).until(() -> path(route).equals("/old"));
        pods.pod("web-2", "two", "/new", true);
        await().atMost(Duration.ofSeconds(10)).until(() -> path(route).equals("/new"));
    }

    @Test
    void whatIsKnownStaysWhileNoPodRuns() {
        Route route = Routes.admitted("east-1", "web");
        pods.service("web", "web");
        probes.pods(route);
        awaitWhy(route, "no pod of Service shop/web runs");

        pods.pod("web-1", "one", "/ready", true);
        awaitPath(route, "/ready");
        pods.delete("web-1");
        await().during(Duration.ofSeconds(1)).until(() -> path(route).equals("/ready"));
    }

    @Test
    void saysWhyNothingIsKnown() {
        pods.service("free", null);

        Route free = Routes.admitted("east-1", "free");
        Route none = Routes.admitted("east-1", "none");
        Route bad = Routes.admitted("east-1", "..");
        probes.pods(free);
        probes.pods(none);
        awaitWhy(free, "Service shop/free has no selector");
        awaitWhy(none, "there is no Service shop/none");
        assertThat(probes.pods(bad)).isEqualTo(new BackendPods.Unknown("the Route has no Service"));
    }

    @Test
    void aMissingRightCostsWhatIsNotKnownYet() {
        Route known = Routes.admitted("east-1", "web");
        Route other = Routes.admitted("east-1", "other");
        pods.service("web", "web");
        pods.service("other", "web");
        pods.pod("web-1", "one", "/ready", true);
        probes.pods(known);
        awaitPath(known, "/ready");

        Rights.withdraw(server, "wideip-read-pods");
        await().until(() -> !Rights.may(client, "get", "", "services", "shop"));
        probes.pods(other);
        awaitWhy(other, "there is no right to read Services and pods of namespace shop");
        assertThat(path(known)).isEqualTo("/ready");
        assertThat(Rights.may(client, "watch", "route.openshift.io", "routes", "shop"))
                .isTrue();

        Rights.giveIn(server, "elsewhere", "wideip-read-pods");
        await().during(Duration.ofSeconds(1)).until(() -> path(other).isEmpty());
        Rights.giveIn(server, "shop", "wideip-read-pods");
        awaitPath(other, "/ready");
        Rights.give(server, "read.yaml");
        awaitPath(other, "/ready");
    }

    @Test
    void anApiThatIsAwayChangesNothing() {
        Route known = Routes.admitted("east-1", "web");
        Route later = Routes.admitted("east-1", "later");
        pods.service("web", "web");
        pods.service("later", "web");
        pods.pod("web-1", "one", "/ready", true);
        probes.pods(known);
        awaitPath(known, "/ready");

        server.kill();
        probes.pods(later);
        awaitWhy(later, "the cluster's API does not answer");
        assertThat(path(known)).isEqualTo("/ready");

        server.restart();
        awaitPath(later, "/ready");
        assertThat(path(known)).isEqualTo("/ready");
    }

    @Test
    void aRestartKnowsWhatWasKnown() {
        Route route = Routes.admitted("east-1", "web");
        pods.service("web", "web");
        pods.pod("web-b", "one", "/old", true);
        probes.pods(route);
        awaitPath(route, "/old");
        List<KeptPods> kept = probes.kept();
        probes.close();

        pods.pod("web-a", "two", "/new", true);
        probes = BackendProbes.start("east-1", () -> client, changed::addAll, kept, QUICK);
        assertThat(path(route)).isEqualTo("/old");
        await().during(Duration.ofSeconds(1)).until(() -> path(route).equals("/old"));
        pods.delete("web-b");
        awaitPath(route, "/new");
    }

    private void awaitPath(Route route, String path) {
        await().atMost(Duration.ofSeconds(30)).until(() -> path(route).equals(path));
    }

    private void awaitWhy(Route route, String why) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(probes.pods(route)).isEqualTo(new BackendPods.Unknown(why)));
    }

    private String path(Route route) {
        return probes.pods(route) instanceof BackendPods.Known found
                        && ServedProbe.of("http", found) instanceof ServedProbe.Found served
                ? served.request().path()
                : "";
    }
}
