package io.wideip.routes.check;

import io.wideip.config.catalog.Origin;
import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a check was derived from. There are many of them, so its text is made when somebody reads it.
 *
 * @param subject the part of the Route, or the container whose readiness probe it is
 * @param service of that container; null for a part of the Route
 */
record ProbeOrigin(RouteKey route, String subject, @Nullable String service) implements Origin {
    static ProbeOrigin ofRoute(Route route, String part) {
        return new ProbeOrigin(route.key(), part, null);
    }

    @Override
    public String toString() {
        return route + ", " + (service == null ? subject : readinessProbe(subject, service));
    }

    /** For people. */
    static String readinessProbe(String container, String service) {
        return "the readiness probe of container " + container + " of Service " + service;
    }
}
