package io.wideip.routes.cluster;

import static io.wideip.routes.cluster.Followers.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wideip.config.ClaimRule;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.RouteOptions;
import io.wideip.config.state.StateDirectory;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.apiserver.ApiClient;
import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import io.wideip.routes.apiserver.RouteWriter;
import io.wideip.routes.kept.Kept;
import io.wideip.routes.kept.KeptRoutes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters side by side: what happens to one is of no matter to the other. */
@Tag("slow")
@NeedsApiServer
final class ClusterWatchesIT {
    /** From the return of an API server to the state as it is now. */
    private static final Duration RETURN = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static ApiServer east;
    private static ApiServer west;

    private Followers followers = new Followers(Followers.QUICK);

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
    void hearsOfChanges() {
        RouteWriter routes = east.routes();
        routes.createAdmitted("shop", "change-1");
        followBoth();
        soon(() -> assertThat(followers.admitted("change")).containsExactly("east-1/change-1"));
        routes.createAdmitted("shop", "change-2");
        west.routes().createAdmitted("shop", "change-2");
        soon(() -> assertThat(followers.admitted("change"))
                .containsExactly("east-1/change-1", "east-1/change-2", "west-1/change-2"));
        routes.annotate("shop", "change-1", "wideip.io/enabled", "null");
        soon(() -> assertThat(followers.admitted("change")).containsExactly("east-1/change-2", "west-1/change-2"));
        routes.status("shop", "change-2", "");
        routes.delete("shop", "change-1");
        west.routes().delete("shop", "change-2");
        soon(() -> assertThat(followers.admitted("change")).containsExactly("east-1/change-2"));
        routes.delete("shop", "change-2");
        soon(() -> assertThat(followers.admitted("change")).isEmpty());
    }

    /** The standard pauses have grown to their longest by then. */
    @Test
    void anApiServerThatIsAwayAWhileTakesNothingAwayAndIsHeardSoonAfterItsReturn() throws Exception {
        followers = new Followers(Timing.STANDARD);
        RouteWriter routes = east.routes();
        routes.createAdmitted("shop", "away-1");
        routes.createAdmitted("shop", "away-2");
        followBoth();
        soon(() -> assertThat(followers.admitted("away")).containsExactly("east-1/away-1", "east-1/away-2"));

        east.kill();
        ApiClient elsewhere = east.startElsewhere();
        elsewhere.delete("/apis/route.openshift.io/v1/namespaces/shop/routes/away-1");
        east.kill();
        Thread.sleep(15_000);
        west.routes().createAdmitted("shop", "away-3");
        soon(() -> assertThat(followers.admitted("away"))
                .containsExactly("east-1/away-1", "east-1/away-2", "west-1/away-3"));
        assertThat(followers.isLive("east-1")).isFalse();
        assertThat(followers.failures("east-1")).contains("connection");

        east.restart();
        await().atMost(RETURN)
                .untilAsserted(
                        () -> assertThat(followers.admitted("away")).containsExactly("east-1/away-2", "west-1/away-3"));
        soon(() -> assertThat(followers.isLive("east-1")).isTrue());
        assertThat(followers.failures("west-1")).isEmpty();
    }

    @Test
    void anApiServerThatHangsIsGivenUpAndHeardAgain() {
        east.routes().createAdmitted("shop", "hung-1");
        followBoth();
        soon(() -> assertThat(followers.admitted("hung")).containsExactly("east-1/hung-1"));
        east.suspend();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> !followers.isLive("east-1"));
            west.routes().createAdmitted("shop", "hung-2");
            soon(() -> assertThat(followers.admitted("hung")).containsExactly("east-1/hung-1", "west-1/hung-2"));
        } finally {
            east.resume();
        }
        east.routes().createAdmitted("shop", "hung-3");
        await().atMost(RETURN)
                .untilAsserted(() -> assertThat(followers.admitted("hung"))
                        .containsExactly("east-1/hung-1", "east-1/hung-3", "west-1/hung-2"));
    }

    @Test
    void whatIsForgottenIsListedAnewAndARotatedTokenIsTakenUp() throws IOException {
        east.routes().createAdmitted("shop", "gone-1");
        east.routes().createAdmitted("shop", "gone-2");
        followBoth();
        soon(() -> assertThat(followers.admitted("gone")).hasSize(2));

        east.kill();
        east.forget("shop", "gone-1");
        String before = Files.readString(east.tokenFile());
        east.rotateToken();
        String after = Files.readString(east.tokenFile());
        Files.writeString(east.tokenFile(), before);
        east.restart();
        await().atMost(RETURN).until(() -> followers.failures("east-1").contains("unauthorized"));
        assertThat(followers.admitted("gone")).hasSize(2);

        Files.writeString(east.tokenFile(), after);
        await().atMost(RETURN)
                .untilAsserted(() -> assertThat(followers.admitted("gone")).containsExactly("east-1/gone-2"));
        assertThatThrownBy(() -> followers.watchFrom(east.access(), "1"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.failure()).isEqualTo(Failure.EXPIRED));
    }

    @Test
    void rightsThatAreWithdrawnTakeNothingAway() {
        east.routes().createAdmitted("shop", "right-1");
        east.forbidReader();
        try {
            followBoth();
            await().until(() -> followers.failures("east-1").contains("forbidden"));
            assertThat(followers.admitted("right")).isEmpty();
        } finally {
            east.allowReader();
        }
        soon(() -> assertThat(followers.admitted("right")).containsExactly("east-1/right-1"));
        followers.follow();
        assertThat(followers.store.all()).isEmpty();

        // Those who know it already.
        east.forbidReader();
        try {
            Followers known = new Followers(Followers.QUICK);
            known.store.restore(List.of(knownRoute("right-1")));
            known.follow(Followers.cluster("east-1", east.access()));
            await().until(() -> known.failures("east-1").contains("forbidden"));
            assertThat(known.admitted("right")).containsExactly("east-1/right-1");
            known.close();
        } finally {
            east.allowReader();
        }
    }

    @Test
    void aCrdThatIsDeletedTakesNothingAway() {
        west.routes().flood("shop", "crd", 30);
        followBoth();
        soon(() -> assertThat(followers.admitted("crd")).hasSize(30));
        west.api().delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/routes.route.openshift.io");
        try {
            await().until(() -> followers.failures("west-1").contains("not-found"));
            assertThat(followers.admitted("crd")).hasSize(30);
            assertThat(followers.braked("west-1")).isGreaterThanOrEqualTo(30);
        } finally {
            west.api().post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", ApiServer.crd());
        }
        // Now it is there, and has none.
        await().atMost(RETURN).until(() -> followers.isLive("west-1"));
        assertThat(followers.admitted("crd")).hasSize(30);
    }

    @Test
    void followsSomeNamespacesAndLabelsOnly() {
        for (String namespace : List.of("team-a", "team-b", "other")) {
            west.routes().namespace(namespace, Map.of("team", namespace));
            west.routes().createAdmitted(namespace, "some-" + namespace);
        }
        west.routes().patch("team-a", "some-team-a", "{\"metadata\": {\"labels\": {\"public\": \"yes\"}}}");
        west.routes().patch("other", "some-other", "{\"metadata\": {\"labels\": {\"public\": \"yes\"}}}");
        Cluster all = Followers.cluster("west-1", west.access());
        Cluster some = new Cluster(
                all.name(),
                all.datacenter(),
                all.access(),
                null,
                Map.of(),
                List.of(new Glob("team-*")),
                "public in (yes, maybe)");
        ClaimRule rule = new ClaimRule(
                DomainName.parse("apps.example.com"), List.of(), List.of(), "team=team-a", List.of(), false);
        RouteOptions labels = new RouteOptions(
                "wideip.io", List.of(rule), RouteOptions.STANDARD.limits(), RouteOptions.STANDARD.brakeHold());
        followers.follow(labels, some);
        soon(() -> assertThat(followers.admitted("some")).containsExactly("west-1/some-team-a"));
        soon(() -> assertThat(followers.routes(
                        each -> "team-a".equals(each.namespaceLabels().get("team"))))
                .containsExactly("west-1/some-team-a"));
        west.api().patch("/api/v1/namespaces/team-a", "{\"metadata\": {\"labels\": {\"team\": \"new\"}}}");
        soon(() -> assertThat(followers.routes(
                        each -> "new".equals(each.namespaceLabels().get("team"))))
                .containsExactly("west-1/some-team-a"));

        followers.follow(all);
        soon(() -> assertThat(followers.admitted("some"))
                .containsExactly("west-1/some-other", "west-1/some-team-a", "west-1/some-team-b"));
    }

    /** Nothing listens at port 1. */
    @Test
    void aStartAnswersFromWhatWasKeptWhateverIsAway() throws IOException {
        west.routes().createAdmitted("shop", "start-1");
        StateDirectory state = StateDirectory.at(directory.resolve("state"));
        try (KeptRoutes kept = KeptRoutes.in(
                state, () -> new Kept(List.of(knownRoute("start-2")), Map.of("start-2.apps.example.com", "shop")))) {
            kept.changed();
        }
        Kept read = KeptRoutes.read(state);
        assertThat(read.owners()).containsEntry("start-2.apps.example.com", "shop");
        followers.store.restore(read.routes());
        assertThat(followers.admitted("start")).containsExactly("east-1/start-2");

        Cluster away = Followers.cluster(
                "east-1", new ClusterAccess.Server(URI.create("https://127.0.0.1:1"), east.ca(), east.tokenFile()));
        followers.follow(away, Followers.cluster("west-1", west.access()));
        soon(() -> assertThat(followers.admitted("start")).containsExactly("east-1/start-2", "west-1/start-1"));
        await().until(() -> followers.failures("east-1").contains("connection"));
        assertThat(followers.admitted("start")).containsExactly("east-1/start-2", "west-1/start-1");

        // Its list replaces what was kept.
        followers.follow(Followers.cluster("east-1", east.access()), Followers.cluster("west-1", west.access()));
        soon(() -> assertThat(followers.admitted("start")).containsExactly("west-1/start-1"));
    }

    @Test
    void aKubeconfigThatChangesIsTakenUp() throws IOException {
        west.routes().createAdmitted("shop", "file-west");
        east.routes().createAdmitted("shop", "file-east");
        Path kubeconfig = directory.resolve("kubeconfig");
        Files.writeString(kubeconfig, west.kubeconfig());
        followers.follow(Followers.cluster("one", new ClusterAccess.Kubeconfig(kubeconfig, null)));
        soon(() -> assertThat(followers.admitted("file")).containsExactly("one/file-west"));

        Files.writeString(kubeconfig, "users: [");
        west.routes().createAdmitted("shop", "file-west-2");
        soon(() -> assertThat(followers.admitted("file")).containsExactly("one/file-west", "one/file-west-2"));

        Files.writeString(kubeconfig, east.kubeconfig());
        soon(() -> assertThat(followers.admitted("file")).containsExactly("one/file-east"));
    }

    private void followBoth() {
        followers.follow(Followers.cluster("east-1", east.access()), Followers.cluster("west-1", west.access()));
    }

    private static KnownRoute knownRoute(String name) {
        return KnownRoute.of(null, io.wideip.routes.Routes.admitted("east-1", name));
    }
}
