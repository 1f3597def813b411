package io.wideip.routes.check;

import io.wideip.config.catalog.Origin;
import io.wideip.routes.RouteKey;

/**
 * What a value of a check was derived from.
 *
 * @param what part of the Route or of the objects behind it
 */
record ProbeOrigin(RouteKey route, String what) implements Origin {
    @Override
    public String toString() {
        return route + ", " + what;
    }
}
