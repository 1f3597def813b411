package io.wideip.routes.check;

import io.wideip.config.catalog.Origin;
import io.wideip.routes.Route;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.backend.BackendPods;
import io.wideip.routes.backend.ContainerProbe;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ServedProbe;
import org.jspecify.annotations.Nullable;

/**
 * What a check asks before annotations override single values of it.
 *
 * @param path null where the Route has one that no request can have
 * @param status that answers the request well
 * @param tls whether the pods themselves speak TLS, as far as known
 * @param probe whose times hold; null for none
 * @param origin of the path
 * @param why this path, for people
 */
record Derivation(
        @Nullable String path,
        String status,
        boolean tls,
        @Nullable ContainerProbe probe,
        Origin origin,
        String why) {
    /** As the kubelet has it. */
    static final String HEALTHY = "200-399";
    /** A router without endpoints answers 503, and an application may answer an unknown client with 401 or 404. */
    private static final String ALIVE = "200-499";

    private static final String REWRITE_TARGET = "haproxy.router.openshift.io/rewrite-target";

    static Derivation of(Route route, BackendPods pods) {
        if (pods instanceof BackendPods.Unknown unknown) {
            return ofRoute(route, unknown.why());
        }
        BackendPods.Known known = (BackendPods.Known) pods;
        ServedProbe served = ServedProbe.of(route.targetPort(), known);
        if (served instanceof ServedProbe.None none) {
            return ofRoute(route, none.why());
        }
        ServedProbe.Found found = (ServedProbe.Found) served;
        Origin origin = new ProbeOrigin(route.key(), found.container(), known.service());
        String source = ProbeOrigin.readinessProbe(found.container(), known.service());
        return of(route, found.probe(), found.request(), source, origin);
    }

    /**
     * Of a probe that asks the port which the Route serves.
     *
     * @param source what the probe is, for people
     */
    static Derivation of(Route route, ContainerProbe probe, HttpGet get, String source, Origin origin) {
        if (!RequestPath.isRequest(get.path())) {
            return ofRoute(route, source + " asks a path that is not of visible ASCII characters");
        }
        boolean routed = route.termination() != Termination.PASSTHROUGH;
        if (!routed && !get.https()) {
            return ofRoute(route, source + " speaks no TLS");
        }
        String target = routed ? route.annotations().get(REWRITE_TARGET) : null;
        if (target != null && target.startsWith("/") && !RequestPath.isTarget(target)) {
            return ofRoute(route, "the Route's rewrite-target can't be undone");
        }
        String rewrite = target != null && target.startsWith("/") ? target : null;
        String path = RequestPath.through(get.path(), routed ? route.path() : "", rewrite);
        if (path == null) {
            return ofRoute(route, source + " asks " + get.path() + ", which the Route does not lead to");
        }
        return new Derivation(
                path,
                get.headers() ? ALIVE : HEALTHY,
                get.https(),
                probe,
                origin,
                source + " asks it" + (get.headers() ? ", with headers that a check does not send" : ""));
    }

    /** The Route's own path, because there is nothing better. */
    private static Derivation ofRoute(Route route, String why) {
        String path = route.path().isEmpty() ? "/" : RequestPath.encoded(route.path());
        boolean asked = RequestPath.isPath(path);
        return new Derivation(
                asked ? path : null,
                ALIVE,
                false,
                null,
                ProbeOrigin.ofRoute(route, "spec.path"),
                asked ? why : "the Route's path can't be asked for");
    }
}
