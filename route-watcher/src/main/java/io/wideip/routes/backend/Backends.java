package io.wideip.routes.backend;

import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;

/** Who knows the pods behind Routes. */
public interface Backends {
    /** What is known now of those behind the Route's heaviest backend. It is kept up to date until the Route is forgotten. */
    BackendPods pods(Route route);

    /** Nobody asks about the Route any more: it is gone, or makes no member. */
    void forget(RouteKey route);

    /** Where there are no pods, as with manifests. */
    static Backends none(String why) {
        BackendPods unknown = new BackendPods.Unknown(why);
        return new Backends() {
            @Override
            public BackendPods pods(Route route) {
                return unknown;
            }

            @Override
            public void forget(RouteKey route) {}
        };
    }
}
