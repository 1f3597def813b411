package io.wideip.routes.backend;

import io.wideip.routes.Route;
import io.wideip.routes.RouteKey;
import java.util.Map;

/** Who knows the pods behind Routes. */
public interface Backends {
    /** What is known now of those behind the Route's heaviest backend. It is kept up to date until the Route is forgotten. */
    BackendPods pods(Route route);

    /** Nobody asks about the Route any more: it is gone, or makes no member. */
    void forget(RouteKey route);

    /**
     * Of several clusters.
     *
     * @param clusters by name; of others nothing is known
     */
    static Backends of(Map<String, Backends> clusters) {
        Map<String, Backends> byName = Map.copyOf(clusters);
        Backends others = none("there are no pods to read");
        return new Backends() {
            @Override
            public BackendPods pods(Route route) {
                return byName.getOrDefault(route.key().cluster(), others).pods(route);
            }

            @Override
            public void forget(RouteKey route) {
                byName.getOrDefault(route.cluster(), others).forget(route);
            }
        };
    }

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
