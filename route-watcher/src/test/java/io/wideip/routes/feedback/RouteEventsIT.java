package io.wideip.routes.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.wideip.config.Cluster;
import io.wideip.config.ClusterAccess;
import io.wideip.config.Datacenter;
import io.wideip.config.DomainName;
import io.wideip.routes.KnownRoute;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import io.wideip.routes.Routes;
import io.wideip.routes.apiserver.ApiServer;
import io.wideip.routes.apiserver.NeedsApiServer;
import io.wideip.routes.apiserver.Rights;
import io.wideip.routes.feedback.RouteEvents.Times;
import io.wideip.routes.mapping.RouteOutcome;
import io.wideip.routes.mapping.ServedName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the rights of deploy/rbac and no others. */
@NeedsApiServer
@Tag("slow")
final class RouteEventsIT {
    private static final Times QUICK = new Times(Duration.ofMillis(1), Duration.ofMillis(300), Duration.ofMillis(100));

    @TempDir
    static Path directory;

    private static ApiServer server;
    private static KubernetesClient one;
    private static KubernetesClient two;
    private static KubernetesClient administrator;

    @BeforeAll
    static void start() {
        server = ApiServer.start(directory);
        Rights.give(server, "read.yaml");
        Rights.give(server, "events.yaml");
        server.routes().namespace("shop", Map.of());
        one = Rights.client(server);
        two = Rights.client(server);
        administrator = Rights.administrator(server);
    }

    @AfterAll
    static void stop() {
        List.of(one, two, administrator).forEach(KubernetesClient::close);
        server.close();
    }

    @Test
    void manyServersWriteOneEventAndARestartNone() {
        RouteKey route = new RouteKey("east-1", "shop", "web");
        RouteEvent serving = new RouteEvent(route, "uid-of-web", "Serving", "web.example.com is answered", false);
        RouteEvent invalid = new RouteEvent(route, "uid-of-web", "InvalidAnnotation", "'x' is wrong", true);

        try (RouteEvents first = start(one);
                RouteEvents second = start(two)) {
            first.tell(route, List.of(serving, invalid));
            second.tell(route, List.of(serving, invalid));
            awaitEvents("web", 2);
        }
        List<Event> before = events("web");
        try (RouteEvents restarted = start(one)) {
            restarted.tell(route, List.of(serving, invalid));
            RouteEvent later = new RouteEvent(route, "uid-of-web", "NameTaken", "web.example.com is taken", true);
            restarted.tell(route, List.of(serving, invalid, later));
            awaitEvents("web", 3);
        }

        assertThat(events("web")).containsAll(before);
        assertThat(before)
                .extracting(Event::getType, Event::getReason, Event::getMessage, Event::getCount)
                .containsExactlyInAnyOrder(
                        tuple("Normal", "Serving", "web.example.com is answered", 1),
                        tuple("Warning", "InvalidAnnotation", "'x' is wrong", 1));
    }

    @Test
    void aMissingRightCostsOnlyEventsUntilItIsGiven() {
        RouteKey route = new RouteKey("east-1", "shop", "late");
        Rights.withdraw(server, "wideip-events");
        await().until(() -> !Rights.may(one, "create", "", "events", "shop"));

        try (RouteEvents events = start(one)) {
            events.tell(route, List.of(new RouteEvent(route, "uid", "Serving", "late", false)));
            await().during(Duration.ofSeconds(1)).until(() -> events("late").isEmpty());
            assertThat(one.services().inNamespace("shop").withName("none").get())
                    .isNull();

            Rights.give(server, "events.yaml");
            awaitEvents("late", 1);
        }
    }

    @Test
    void anApiThatIsAwayGetsThemLater() {
        RouteKey route = new RouteKey("east-1", "shop", "away");
        RouteKey gone = new RouteKey("east-1", "shop", "gone");

        try (RouteEvents events = start(one)) {
            server.kill();
            events.tell(route, List.of(new RouteEvent(route, "uid", "Serving", "before", false)));
            events.tell(gone, List.of(new RouteEvent(gone, "uid", "Serving", "gone", false)));
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            events.tell(route, List.of(new RouteEvent(route, "uid", "Serving", "after", false)));
            events.forget(gone);
            server.restart();
            awaitEvents("away", 1);
        }

        assertThat(events("away")).extracting(Event::getMessage).containsExactly("after");
        assertThat(events("gone")).isEmpty();
    }

    @Test
    void whatTheApiDoesNotTakeHoldsUpNothing() {
        RouteKey bad = new RouteKey("east-1", "none", "bad");
        RouteKey good = new RouteKey("east-1", "shop", "good");

        try (RouteEvents events = start(one)) {
            events.tell(bad, List.of(new RouteEvent(bad, "uid", "Serving", "bad", false)));
            events.tell(good, List.of(new RouteEvent(good, "uid", "Serving", "good", false)));
            awaitEvents("good", 1);
        }
    }

    @Test
    void teamsAreToldInTheirOwnCluster() {
        Route east = Routes.admitted("east-1", "told");
        Route west = Routes.admitted("west-1", "told-west");
        Map<RouteKey, Route> known = Map.of(east.key(), east, west.key(), west);
        RouteOutcome outcome = new RouteOutcome(
                List.of(new ServedName(
                        DomainName.parse("told.example.com"),
                        List.of(new ServedName.Member("ltm-east", 100, false, "tls :443: why")))),
                List.of());

        try (Feedback feedback = new Feedback(
                cluster -> one, key -> Optional.ofNullable(known.get(key)).map(route -> KnownRoute.of(null, route)))) {
            feedback.follow(List.of(
                    cluster("east-1", new ClusterAccess.InCluster()),
                    cluster("west-1", new ClusterAccess.Manifests(directory))));
            feedback.tell(Map.of(
                    east.key(), outcome, west.key(), outcome, new RouteKey("east-1", "shop", "untold"), outcome));
            awaitEvents("told", 1);
            feedback.follow(List.of());
            feedback.tell(Map.of(east.key(), RouteOutcome.NONE));
        }

        assertThat(events("told"))
                .extracting(Event::getMessage)
                .containsExactly("told.example.com is answered with ltm-east (weight 100), checked by tls :443: why");
        assertThat(events("told-west")).isEmpty();
        assertThat(events("untold")).isEmpty();
    }

    private static Cluster cluster(String name, ClusterAccess access) {
        return new Cluster(name, new Datacenter("east"), access, null, Map.of(), List.of(), null);
    }

    private static RouteEvents start(KubernetesClient client) {
        return RouteEvents.start("east-1", () -> client, Clock.systemUTC(), QUICK);
    }

    private static void awaitEvents(String route, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events(route)).hasSize(count));
    }

    /** As kubectl finds those that it describes. */
    private static List<Event> events(String route) {
        return administrator
                .v1()
                .events()
                .inNamespace("shop")
                .withField("involvedObject.name", route)
                .withField("involvedObject.kind", "Route")
                .list()
                .getItems();
    }
}
