package io.wideip.routes;

import io.wideip.routes.Route.Backend;
import io.wideip.routes.Route.Ingress;
import io.wideip.routes.Route.Termination;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Routes for tests. */
public final class Routes {
    private static final Instant CREATED = Instant.parse("2026-11-21T10:00:00Z");

    private Routes() {}

    /** An annotated Route of the namespace {@code shop}. */
    public static Route route(String cluster, String name, String uid, Ingress... ingress) {
        return new Route(
                new RouteKey(cluster, "shop", name),
                uid,
                CREATED,
                false,
                Map.of("wideip.io/enabled", "true"),
                name + ".apps.example.com",
                "",
                "",
                false,
                Termination.NONE,
                null,
                List.of(new Backend(name, 100)),
                List.of(ingress));
    }

    /** The Route {@code a} of the cluster {@code east-1} with these annotations. */
    public static Route annotated(Map<String, String> annotations) {
        return new Route(
                new RouteKey("east-1", "shop", "a"),
                "1",
                CREATED,
                false,
                annotations,
                "a.apps.example.com",
                "",
                "",
                false,
                Termination.NONE,
                null,
                List.of(new Backend("a", 100)),
                List.of());
    }

    /** One that the router {@code default} admits. */
    public static Route admitted(String cluster, String name) {
        return route(cluster, name, name + "-1", new Ingress("default", name + ".apps.example.com", true));
    }
}
